// The same broker, where only the latest of each key counts: the engine keeps it, and nobody is told of each message.
import { centrifugo, createClient } from 'hawser'

/** @param worker - where the engine runs */
export async function open({ url, format, show }, worker = false) {
  const client = createClient(url, { protocol: centrifugo({ format }), worker })
  const channel = client.channel('bench')
  show(channel.latest('message', { key: 'key' }))
  client.connect()
  await channel.ready()
  return { close: () => client.destroy() }
}
