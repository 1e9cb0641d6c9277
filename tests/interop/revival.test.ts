import { createClient, createLoader, centrifugo, type Loader } from 'hawser/slim'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { Engine } from '../../js/src/engine.js'
import { type Broker, startBroker } from '../../scripts/broker/broker.mjs'
import { wasm } from '../js/support/bytes.js'

let broker: Broker
beforeAll(async () => {
  broker = await startBroker({ nodes: 1 })
})
afterAll(() => broker.stop())

/** Over protobuf a payload is bytes. */
const read = (data: unknown): unknown =>
  data instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(data)) : data

const publish = (channel: string, data: unknown) => broker.nodes[0]?.api('publish', { channel, data })

describe.for(['json', 'protobuf'] as const)('an engine that stops, over %s', (format) => {
  it('loses no publication: neither of a channel of ours, nor of one that the server chose', async () => {
    const [ours, theirs] = [`feed:ours-${format}`, `feed:theirs-${format}`]
    const token = await broker.token({ sub: 'user', channels: [theirs] })
    const load = createLoader(wasm())
    const client = createClient(`ws://127.0.0.1:${broker.nodes[0]?.port}/connection/websocket`, {
      engine: load,
      WebSocket,
      protocol: centrifugo({ token, format }),
      reconnect: { first: 300, jitter: 'none' },
    })
    onTestFinished(() => client.destroy())
    const heard: unknown[] = []
    const told: unknown[] = []
    client.on('message', (data, { channel }) => heard.push([channel, read(data)]))
    client.on('subscription', ({ status, ...context }) =>
      told.push([status, 'recovered' in context && context.recovered]),
    )
    const channel = client.channel(ours)
    channel.on('message', (data) => heard.push([ours, read(data)]))
    await client.ready()
    await channel.ready()
    await publish(ours, 1)
    await publish(theirs, 1)
    await expect.poll(() => heard.length).toBe(2)

    const { module } = (await (load as Loader & { engine(): Promise<Engine> }).engine()) as Engine
    module.hawser.trapped(new WebAssembly.RuntimeError('unreachable'))
    expect([client.status, channel.status]).toEqual(['waiting', 'subscribing'])
    await publish(ours, 2)
    await publish(theirs, 2)
    await client.ready()
    await publish(ours, 3)
    await publish(theirs, 3)
    await expect.poll(() => heard.length).toBe(6)

    const of = (name: string) => heard.filter((it) => (it as [string])[0] === name).map((it) => (it as unknown[])[1])
    expect([of(ours), of(theirs)]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ])
    expect(told).toEqual([
      ['subscribed', false],
      ['subscribing', false],
      ['subscribed', true],
    ])
  })
})
