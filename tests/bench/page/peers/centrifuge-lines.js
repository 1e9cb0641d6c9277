/** The reference client, in either of its builds. */
export const opener =
  (Client) =>
  async ({ url, delta, heard, hear }) => {
    const client = new Client(url)
    const listener = heard ? ({ data }) => data.type === heard && hear(data.payload) : ({ data }) => hear(data)
    const hold = (name, options) => {
      const subscription = client.newSubscription(name, options)
      subscription.on('publication', listener)
      subscription.subscribe()
      return subscription.ready()
    }
    const held = hold('bench', delta ? { delta: 'fossil' } : {})
    client.connect()
    await held
    return {
      send: (payload) => void client.publish('notes', payload),
      ask: async (payload) => (await client.rpc('echo', payload)).data,
      join: (names) => Promise.all(names.map((name) => hold(name))),
      close: () => client.disconnect(),
    }
  }
