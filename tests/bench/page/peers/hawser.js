import { createClient } from 'hawser'

export async function open({ url, heard, hear }) {
  const client = createClient(url)
  client.on(heard ?? 'quote', hear)
  client.connect()
  await client.ready()
  return {
    send: (payload) => client.emit('note', payload),
    ask: (payload) => client.request({ type: 'ask', payload }),
    close: () => client.destroy(),
  }
}
