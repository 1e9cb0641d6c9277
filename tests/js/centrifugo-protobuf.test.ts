import fc from 'fast-check'
import { type CentrifugoClient, centrifugo, type Meta } from 'hawser'
import { describe, expect, it } from 'vitest'
import { turn } from './support/broker.js'
import { type Command, commandsIn, frameOf } from './support/protocol.js'
import { world } from './support/world.js'

// The compiled engine against protobufjs, on messages that are made up.

async function online() {
  const made = await world({ protocol: centrifugo({ format: 'protobuf' }) })
  const client = made.client as CentrifugoClient
  client.connect()
  await turn()
  const socket = made.net.last
  socket.opens()
  const said = () => commandsIn(socket.sent.splice(0))
  const [connect] = said()
  socket.receives(frameOf({ id: connect?.id, connect: { client: 'c1', version: '5' } }))
  return { client, socket, said }
}

async function subscribed() {
  const made = await online()
  const told: [payload: unknown, meta: Meta][] = []
  made.client.channel('news').on('message', (payload, meta) => told.push([payload, meta]))
  await turn()
  const [subscribe] = made.said()
  made.socket.receives(frameOf({ id: subscribe?.id, subscribe: {} }))
  return { ...made, told }
}

const name = fc.string({ unit: 'binary', maxLength: 20 })
const bytes = fc.uint8Array({ maxLength: 300 })
const offset = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
const about = fc.jsonValue({ maxDepth: 2 })
const info = fc.record({ user: name, client: name, conn_info: about, chan_info: about })
const tags = fc.dictionary(name, name, { maxKeys: 5 })
const publication = fc.record({ data: bytes, offset, info, tags }, { requiredKeys: ['data', 'offset'] })

type Made = typeof publication extends fc.Arbitrary<infer T> ? T : never

const encoder = new TextEncoder()
const json = (value: unknown) => encoder.encode(JSON.stringify(value))

const onWire = ({ offset: at, info: who, ...pub }: Made) => ({
  ...pub,
  offset: String(at),
  ...(who && { info: { ...who, conn_info: json(who.conn_info), chan_info: json(who.chan_info) } }),
})

/** As the client tells it: what is said of people is JSON, whatever the payloads are. */
const told = ({ info: who }: Made) =>
  who && {
    user: who.user,
    client: who.client,
    connInfo: JSON.parse(JSON.stringify(who.conn_info)) as unknown,
    chanInfo: JSON.parse(JSON.stringify(who.chan_info)) as unknown,
  }

describe('in protobuf', () => {
  it('publications are what protobufjs wrote', async () => {
    const { socket, told: heard } = await subscribed()
    fc.assert(
      fc.property(fc.array(publication, { minLength: 1, maxLength: 8 }), (pubs) => {
        socket.receives(frameOf(...pubs.map((pub) => ({ push: { channel: 'news', pub: onWire(pub) } }))))
        const got = heard.splice(0)

        expect(got.map(([payload]) => payload)).toEqual(pubs.map(({ data }) => data))
        expect(got.map(([, meta]) => meta.offset ?? 0n)).toEqual(pubs.map((pub) => pub.offset))
        expect(got.map(([, meta]) => meta.info)).toEqual(pubs.map(told))
        expect(got.map(([, meta]) => ({ ...meta.tags }))).toEqual(pubs.map((pub) => ({ ...pub.tags })))
      }),
      { numRuns: 300 },
    )
  })

  it('a history is what protobufjs wrote', async () => {
    const { client, socket, said } = await online()
    await fc.assert(
      fc.asyncProperty(fc.array(publication, { maxLength: 8 }), offset, name, async (pubs, top, epoch) => {
        const asked = client.history('news', { limit: -1 })
        await turn()
        const [command] = said()
        socket.receives(
          frameOf({ id: command?.id, history: { publications: pubs.map(onWire), epoch, offset: String(top) } }),
        )
        const history = await asked

        expect([history.offset, history.epoch]).toEqual([top, epoch])
        expect(history.publications.map(({ data, offset: at }) => [data, at])).toEqual(
          pubs.map((pub) => [pub.data, pub.offset]),
        )
      }),
      { numRuns: 100 },
    )
  })

  it('commands are what protobufjs reads', async () => {
    const { client, said } = await online()
    await fc.assert(
      fc.asyncProperty(name, bytes, offset, fc.integer({ min: -1, max: 300 }), async (text, data, at, limit) => {
        const channel = `c${text}`
        const since = { offset: at, epoch: `e${text}` }
        const forgotten = new AbortController()
        const { signal } = forgotten
        const calls = [
          client.rpc(text, data, { signal }),
          client.publish(channel, data, { signal }),
          client.history(channel, { limit, since, reverse: true, signal }),
        ]
        await turn()
        const commands = said()
        forgotten.abort()
        await Promise.allSettled(calls)

        const body = data.length ? { data: [...data] } : {}
        expect(commands.map(({ id: _, ...command }: Command) => command)).toEqual([
          { rpc: { ...body, ...(text && { method: text }) } },
          { publish: { channel, ...body } },
          {
            history: {
              channel,
              ...(limit && { limit }),
              since: { ...(at && { offset: String(at) }), epoch: since.epoch },
              reverse: true,
            },
          },
        ])
      }),
      { numRuns: 200 },
    )
  })
})
