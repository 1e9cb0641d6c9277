// The same broker, where only the latest of each key counts: the engine keeps it, and nobody is told of each message.
import { centrifugo, createClient } from 'hawser'

export async function open({ url, format, show }) {
  const client = createClient(url, { protocol: centrifugo({ format }) })
  const channel = client.channel('bench')
  show(channel.latest('message', { key: 'key' }))
  client.connect()
  await channel.ready()
  return { close: () => client.destroy() }
}
