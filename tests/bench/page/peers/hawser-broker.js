import { centrifugo, createClient } from 'hawser'

/** @param worker - where the engine runs */
export async function open({ url, format, delta, heard, hear }, worker = false) {
  const client = createClient(url, { protocol: centrifugo({ format }), worker })
  const channel = client.channel('bench', delta ? { delta: 'fossil' } : {})
  channel.on(heard ?? 'message', hear)
  client.connect()
  await channel.ready()
  return {
    send: (payload) => void client.publish('notes', payload),
    ask: (payload) => client.rpc('echo', payload),
    join: async (names) => {
      await Promise.all(
        names.map((name) => {
          const more = client.channel(name)
          more.on('message', hear)
          return more.ready()
        }),
      )
    },
    close: () => client.destroy(),
  }
}
