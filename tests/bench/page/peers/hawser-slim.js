// The engine as a file of its own, which is what a page does that counts its bytes.
import { centrifugo, createClient } from 'hawser/slim'

export async function open({ url, format, hear }) {
  const engine = new URL('engine.wasm', location.href)
  const client = createClient(url, { protocol: centrifugo({ format }), engine })
  const channel = client.channel('bench')
  channel.on('message', hear)
  client.connect()
  await channel.ready()
  return { close: () => client.destroy() }
}
