import { createClient } from 'hawser'

/** @param worker - where the engine runs */
export async function open({ url, heard, hear }, worker = false) {
  const client = createClient(url, { worker })
  client.on(heard ?? 'quote', hear)
  client.connect()
  await client.ready()
  return {
    send: (payload) => client.emit('note', payload),
    ask: (payload) => client.request({ type: 'ask', payload }),
    close: () => client.destroy(),
  }
}
