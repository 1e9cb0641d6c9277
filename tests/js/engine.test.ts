import { createClient, createLoader } from 'hawser/slim'
import { describe, expect, it, vi } from 'vitest'
import { wasm } from './support/bytes.js'
import { network } from './support/network.js'
import { codeOf, online, record, world } from './support/world.js'

interface Inner {
  readonly module: { readonly Client: new (at: number, length: number) => unknown; readonly hawser: Glue }
  enter(run: () => unknown): unknown
}
interface Glue {
  trapped(error: unknown): void
  outOfMemory(client: number, bytes: number): void
}
type InnerLoader = { engine(): Promise<Inner> }

/** Clients on an engine of their own, which a test may break. */
async function fragile() {
  const load = createLoader(wasm())
  await load()
  const engine = await (load as unknown as InnerLoader).engine()
  const net = network()
  const make = () => createClient('ws://host', { engine: load, WebSocket: net.WebSocket })
  // The options would lie outside of memory: a trap like any other.
  const trap = () => engine.enter(() => new engine.module.Client(0xfffffff0, 64))
  return { make, net, trap, engine }
}

describe('a trap', () => {
  it('fails all clients of the engine with a typed error, and whoever was calling', async () => {
    const { make, net, trap } = await fragile()
    const [one, two] = [make(), make()]
    const told = [record(one), record(two)]
    one.connect()
    net.last.opens()
    two.connect()
    const reply = one.request({ type: 'who' })
    const { done } = two.send('x')

    expect(codeOf(trap)).toBe('engine-failed')
    expect([one.status, two.status]).toEqual(['waiting', 'waiting'])
    for (const list of told) expect(list).toContainEqual(['error', 'engine-failed'])
    expect(told.map((list) => list.at(-1))).toMatchObject([
      ['reconnecting', { attempt: 1 }],
      ['reconnecting', { attempt: 1 }],
    ])
    await expect(reply).rejects.toMatchObject({ code: 'closed' })
    await expect(done).rejects.toMatchObject({ code: 'dropped', details: 'engine' })
    expect(net.sockets.every(({ closes }) => closes.length > 0)).toBe(true)
    one.destroy()
    two.destroy()
  })

  it('in a socket event is told like any other', async () => {
    const { make, net, engine } = await fragile()
    const client = make()
    const told = record(client, ['error'])
    client.connect()
    net.last.opens()
    engine.module.hawser.trapped(new WebAssembly.RuntimeError('unreachable'))
    engine.module.hawser.trapped(new WebAssembly.RuntimeError('again'))

    expect([client.status, told]).toEqual(['waiting', [['error', 'engine-failed']]])
    expect(client.stats()).toMatchObject({ status: 'waiting', received: 0 })
    client.destroy()
  })
})

it('no memory for a message is an error of its client', async () => {
  const { make, net, engine } = await fragile()
  const client = make()
  const told = record(client, ['error'])
  client.connect()
  net.last.opens()
  engine.module.hawser.outOfMemory(1, 12)
  engine.module.hawser.outOfMemory(99, 12)

  expect(told).toEqual([['error', 'message-too-large']])
  client.destroy()
})

describe('many clients in one page', () => {
  it('live side by side', async () => {
    const net = network()
    const told: string[] = []
    const made = await Promise.all(Array.from({ length: 50 }, () => world({ WebSocket: net.WebSocket })))
    made.forEach(({ client }, at) => {
      client.on('a', (value) => told.push(`${at} ${String(value)}`))
      client.connect()
    })
    net.sockets.forEach((socket, at) => socket.opens().receives({ type: 'a', payload: at }))
    made[7]?.client.destroy()
    net.sockets[7]?.receives({ type: 'a', payload: 'gone' })
    net.sockets[8]?.receives({ type: 'a', payload: 'here' })

    expect(told).toEqual([...Array.from({ length: 50 }, (_, at) => `${at} ${at}`), '8 here'])
  })

  it('one may speak from the listener of another', async () => {
    const [one, two] = [await online(), await online()]
    one.client.on('a', (value) => two.client.emit('b', value))
    two.client.on('c', () => one.client.disconnect())
    one.net.last.receives({ type: 'a', payload: 1 })
    two.net.last.receives({ type: 'c' })

    expect(two.net.last.said).toEqual([{ type: 'b', payload: 1 }])
    expect(one.client.status).toBe('closing')
  })
})

it('memory that grows under a message does not harm it', async () => {
  const { client, net } = await online({ maxMessageBytes: 16_777_216, outbox: { bytes: 16_777_216 } })
  const told: unknown[] = []
  const big = 'é'.repeat(4_000_000)
  client.on('big', (value) => {
    client.send(big)
    told.push(value)
  })
  client.on('big', (value) => told.push(value))
  net.last.receives({ type: 'big', payload: big })

  expect(told.every((value) => value === big)).toBe(true)
  expect(net.last.sent).toEqual([big])
})

it('an engine that cannot read the options fails the client, rather than run with its defaults', async () => {
  const { make, net, engine } = await fragile()
  vi.spyOn(engine.module.Client.prototype, 'valid').mockReturnValue(false)
  const client = make()
  const told = record(client)
  client.connect()
  await expect(client.ready()).rejects.toMatchObject({ code: 'engine-failed' })

  expect(client.status).toBe('failed')
  expect(told.slice(-3)).toEqual([
    ['error', 'engine-failed'],
    ['status', 'failed'],
    ['reconnect-failed', { attempts: 0 }],
  ])
  expect(net.sockets).toEqual([])
})
