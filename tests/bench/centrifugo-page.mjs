// Both clients in one page, for centrifugo.mjs.
import { Centrifuge } from 'centrifuge'
import { Centrifuge as CentrifugeProtobuf } from 'centrifuge/build/protobuf'
import { centrifugo, createClient } from 'hawser'

const openers = {
  hawser: async ({ url, token, format }) => {
    const client = createClient(url, { protocol: centrifugo({ token, format }) })
    client.connect()
    await client.ready()
    return {
      subscribe: async (channel, { listener, delta }) => {
        const handle = client.channel(channel, delta ? { delta: 'fossil' } : {})
        handle.on('message', listener)
        await handle.ready()
      },
      close: () => client.destroy(),
    }
  },
  centrifuge: async ({ url, token, format }) => {
    const client = new (format === 'protobuf' ? CentrifugeProtobuf : Centrifuge)(url, { token })
    client.connect()
    await client.ready()
    return {
      subscribe: async (channel, { listener, delta }) => {
        const subscription = client.newSubscription(channel, delta ? { delta: 'fossil' } : {})
        subscription.on('publication', ({ data }) => listener(data))
        subscription.subscribe()
        await subscription.ready()
      },
      close: () => client.disconnect(),
    }
  },
}

let line
let count = 0
let wanted = 0
let done = () => {}

/** Connects and subscribes; every publication is looked at. */
async function begin(name, options) {
  line = await openers[name](options)
  count = 0
  const listener = (data) => {
    if (data === undefined) throw new Error('a publication without data')
    if (++count === wanted) done()
  }
  await line.subscribe(options.channel, { listener, delta: options.delta })
}

/** Resolves when so many publications were told. */
const told = (publications) =>
  new Promise((resolve) => {
    wanted = publications
    done = resolve
    if (count >= wanted) resolve()
  })

const end = () => line.close()

const held = []
/** Clients with so many subscriptions each, kept. */
async function hold(name, { clients, channels, ...options }) {
  for (let made = 0; made < clients; made++) {
    const one = await openers[name](options)
    held.push(one)
    await Promise.all(channels.map((channel) => one.subscribe(channel, { listener: () => {} })))
  }
}

Object.assign(window, { bench: { begin, told, end, hold } })
