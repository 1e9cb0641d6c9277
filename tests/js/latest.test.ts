import { createClient, createLoader } from 'hawser/slim'
import fc from 'fast-check'
import { type CentrifugoClient, centrifugo } from 'hawser'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createLatest } from '../../js/src/latest.js'
import { latestShelf } from '../../js/src/shelf.js'
import { isViewer, type Listed, Views } from '../../js/src/views.js'
import type { AnyListener } from '../../js/src/types.js'
import { broker as fakeBroker, turn } from './support/broker.js'
import { say } from './support/fake-engine.js'
import { wasm } from './support/bytes.js'
import { network } from './support/network.js'
import { commandsIn, frameOf } from './support/protocol.js'
import { codeOf, itHere, online, record, windClock } from './support/world.js'

interface Quote {
  symbol: string
  price: number
}

type Incoming = { quote: Quote; tick: number; trade: { instrument: { id: string | number }; at: number } }

const quote = (symbol: string, price: number) => ({ type: 'quote', payload: { symbol, price } })
const tick = (payload: number) => ({ type: 'tick', payload })

/** Lets the next frame come; nothing is drawn here, so it is a timer's. */
const frame = (milliseconds = 16) => vi.advanceTimersByTime(milliseconds)

async function begun(options: Parameters<typeof online<Incoming>>[0] = {}) {
  const made = await online<Incoming>(options)
  windClock()
  return made
}

describe('the latest of a type', () => {
  it('is told once a frame, and is one object of a thousand messages', async () => {
    const { client, net } = await begun()
    const latest = client.latest('tick')
    const told: unknown[] = []
    latest.subscribe(() => told.push(latest.get()))
    const parse = vi.spyOn(JSON, 'parse')
    for (let n = 0; n < 1000; n += 1) net.last.receives(tick(n))
    frame()
    const calls = parse.mock.calls.length
    parse.mockRestore()

    expect(told).toEqual([999])
    expect(calls).toBe(1)
    expect(client.stats()).toMatchObject({ conflated: 999, ignored: 0 })
    frame(1000)
    expect(told).toEqual([999])
  })

  it('is the latest of every key, where one is named', async () => {
    const { client, net } = await begun()
    const latest = client.latest('quote', { key: 'symbol' })
    expect(latest.get()).toEqual(new Map())
    expect(latest.initial()).toBe(latest.get())
    net.last.receives(quote('A', 1), quote('B', 2), quote('A', 3))
    frame()
    const first = latest.get()
    net.last.receives(quote('B', 4))
    frame()

    expect([...first]).toEqual([
      ['A', { symbol: 'A', price: 3 }],
      ['B', { symbol: 'B', price: 2 }],
    ])
    expect([...latest.get()]).toEqual([
      ['A', { symbol: 'A', price: 3 }],
      ['B', { symbol: 'B', price: 4 }],
    ])
    expect(latest.get().get('A')).toBe(first.get('A'))
  })

  it('finds a key deep in the payload; what has none, or no simple one, shares undefined', async () => {
    const { client, net } = await begun()
    const latest = client.latest('trade', { key: 'instrument.id' })
    const trades = [{ instrument: { id: 'x' } }, { instrument: { id: 7 } }, { instrument: { id: [7] } }, 'trade', null]
    trades.forEach((payload) => net.last.receives({ type: 'trade', payload }))
    frame()

    expect([...latest.get()]).toEqual([
      ['x', trades[0]],
      [7, trades[1]],
      [undefined, null],
    ])
  })

  it('tells numbers from texts, and one number in two spellings is one key', async () => {
    const { client, net } = await begun()
    const latest = client.latest('quote', { key: 'symbol' })
    for (const key of ['1', '"1"', 'null', 'true', '1.0', '"\\u0031"', '1e0'])
      net.last.receives(`{"type":"quote","payload":{"symbol":${key},"price":"${key.length}"}}`)
    frame()

    expect([...latest.get()].map(([key, { price }]) => [key, Number(price)])).toEqual([
      [1, 3],
      ['1', 8],
      [null, 4],
      [true, 4],
    ])
  })

  it('keeps so many keys; those that came first go first', async () => {
    const { client, net } = await begun()
    const latest = client.latest('quote', { key: 'symbol', limit: 2 })
    net.last.receives(quote('A', 1), quote('B', 1))
    frame()
    net.last.receives(quote('A', 2), quote('C', 1))
    frame()
    expect([...latest.get().keys()]).toEqual(['B', 'C'])

    net.last.receives(quote('A', 3))
    frame()
    expect([...latest.get().keys()]).toEqual(['C', 'A'])
  })

  it('keeps no more bytes than it may', async () => {
    const { client, net } = await begun()
    const latest = client.latest('quote', { key: 'symbol', maxBytes: 60 })
    net.last.receives(quote('A', 1), quote('B', 1), quote('C', 1))
    frame()

    expect([...latest.get().keys()]).toEqual(['B', 'C'])
  })

  it('is told at most once in a time', async () => {
    const { client, net } = await begun()
    const latest = client.latest('tick', { every: 200 })
    const told: unknown[] = []
    latest.subscribe(() => told.push(latest.get()))
    for (let n = 0; n < 100; n += 1) {
      net.last.receives(tick(n))
      frame(10)
    }

    expect(told.length).toBeGreaterThan(3)
    expect(told.length).toBeLessThan(7)
    frame(200)
    expect(latest.get()).toBe(99)
  })

  it('leaves out what is too old', async () => {
    const { client, net } = await begun()
    const latest = client.latest('quote', { key: 'symbol', maxAge: 1000 })
    net.last.receives(quote('A', 1))
    frame()
    client.dispatch('quote', { symbol: 'L', price: 1 })
    frame(800)
    net.last.receives(quote('B', 1))
    frame()
    expect([...latest.get().keys()]).toEqual(['A', 'L', 'B'])
    vi.advanceTimersByTime(500)
    net.last.receives(quote('C', 1))
    frame()
    expect([...latest.get().keys()]).toEqual(['B', 'C'])
  })

  it('of one without a key, too', async () => {
    const { client, net } = await begun()
    const latest = client.latest('tick', { maxAge: 1000, every: 5000 })
    net.last.receives(tick(1))
    frame()
    expect(latest.get()).toBe(1)
    net.last.receives(tick(2))
    frame(5000)
    expect(latest.get()).toBeUndefined()
    client.dispatch('tick', 3)
    frame()
    expect(latest.get()).toBe(3)
    client.dispatch('tick', 4)
    frame(5100)
    expect(latest.get()).toBeUndefined()
  })

  itHere('ends with close: nothing is kept, nobody is told', async () => {
    const { client, net } = await begun()
    const latest = client.latest('tick')
    const told = vi.fn()
    latest.subscribe(told)
    net.last.receives(tick(1))
    latest.close()
    latest.close()
    frame()
    net.last.receives(tick(2))
    frame()
    latest.subscribe(told)()

    expect(told).not.toHaveBeenCalled()
    expect(latest.get()).toBeUndefined()
    expect(client.stats().ignored).toBe(1)
  })

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%j is a key like any other', async (name) => {
    const { client, net } = await begun()
    const byName = client.latest('quote', { key: 'symbol' })
    const atName = client.latest('quote', { key: name as 'symbol' })
    net.last.receives(`{"type":"quote","payload":{"symbol":${JSON.stringify(name)},"price":1}}`)
    net.last.receives(`{"type":"quote","payload":{"symbol":"A",${JSON.stringify(name)}:"there"}}`)
    frame()

    expect([...byName.get().keys()]).toEqual([name, 'A'])
    expect([...atName.get().keys()]).toEqual([undefined, 'there'])
    expect(Object.keys(byName.get().get('A') as object)).toEqual(['symbol', name])
    expect(({} as { there?: unknown }).there).toBeUndefined()
  })

  it('stays bounded whatever the server sends', async () => {
    const { client, net } = await begun()
    const latest = client.latest('quote', { key: 'symbol', limit: 500 })
    for (let n = 0; n < 100_000; n += 1) {
      net.last.receives(`{"type":"quote","payload":{"symbol":"key ${n}","price":${n}}}`)
      if (n % 10_000 === 0) frame()
    }
    frame()

    expect(latest.get().size).toBe(500)
    expect(latest.get().get('key 99999')).toEqual({ symbol: 'key 99999', price: 99_999 })
    expect(client.stats().conflated).toBeGreaterThan(90_000)
  })

  it.each([
    [{ key: '' }],
    [{ key: 'a..b' }],
    [{ key: 5 }],
    [{ key: 'symbol', limit: 0 }],
    [{ key: 'symbol', limit: 1.5 }],
    [{ every: -1 }],
    [{ maxAge: Number.NaN }],
    [{ maxBytes: 0 }],
  ])('refuses %j', async (options) => {
    const { client } = await online<Incoming>()
    expect(codeOf(() => client.latest('quote', options as never))).toBe('bad-option')
  })

  it('is of messages, not of the events of a life', async () => {
    const { client } = await online()
    const channel = client.channel('news')
    expect(codeOf(() => client.latest('status'))).toBe('bad-option')
    expect(codeOf(() => channel.latest('status'))).toBe('bad-option')
    channel.close()
    expect(codeOf(() => channel.latest('message'))).toBe('destroyed')
  })
})

describe('beside others who listen', () => {
  it('leaves them every message, and takes nothing from them', async () => {
    const { client, net } = await begun()
    const latest = client.latest('tick')
    const told: unknown[] = []
    const off = client.on('tick', (value) => told.push(value))
    net.last.receives(tick(1), tick(2))
    off()
    net.last.receives(tick(3))
    frame()

    expect(told).toEqual([1, 2])
    expect(latest.get()).toBe(3)
  })

  it('takes from `message` what it takes, and a tap hears all', async () => {
    const { client, net } = await begun()
    const latest = client.latest('tick')
    const told = record(client as never, ['message'])
    net.last.receives(tick(1))
    const tapped: unknown[] = []
    client.tap(({ read }) => tapped.push(read()))
    net.last.receives(tick(2), { type: 'other' })
    frame()

    expect(told).toEqual([['message', { type: 'other' }]])
    expect(tapped).toEqual([tick(2), { type: 'other' }])
    expect(latest.get()).toBe(2)
    expect(client.stats().ignored).toBe(0)
  })

  it('hears what is dispatched, in the order in which it came', async () => {
    const { client, net } = await begun()
    const [last, keyed] = [client.latest('tick'), client.latest('quote', { key: 'symbol' })]
    net.last.receives(tick(1), quote('A', 1))
    client.dispatch('tick', 2)
    client.dispatch('quote', { symbol: 'A', price: 2 })
    frame()
    expect([last.get(), keyed.get().get('A')?.price]).toEqual([2, 2])

    client.dispatch('tick', 3)
    net.last.receives(tick(4))
    frame()
    expect(last.get()).toBe(4)
  })

  it('dispatched messages find it before there is an engine', () => {
    windClock()
    const client = createClient<Incoming>('ws://host', { engine: wasm() })
    const latest = client.latest('quote', { key: 'symbol', limit: 1 })
    client.dispatch('quote', { symbol: 'A', price: 1 })
    client.dispatch('quote', { symbol: 'B', price: 1 })
    frame()

    expect([...latest.get().keys()]).toEqual(['B'])
    client.destroy()
  })
})

describe('a channel', () => {
  it('has a latest of all that is said in it, or of a type', async () => {
    const { client, net } = await begun()
    const news = client.channel('news')
    const [all, flash] = [news.latest('message'), news.latest('flash', { key: 'id' })]
    net.last.receives(
      { channel: 'news', payload: 1 },
      { channel: 'news', type: 'flash', payload: { id: 'a' } },
      { channel: 'other', type: 'flash', payload: { id: 'b' } },
    )
    frame()

    expect(all.get()).toEqual({ id: 'a' })
    expect([...flash.get().keys()]).toEqual(['a'])
  })

  it('that is held for it only tells JavaScript of no message; with a listener, of each', async () => {
    const { client, net } = await begun()
    const news = client.channel('news')
    const latest = news.latest('message')
    const parse = vi.spyOn(JSON, 'parse')
    for (let n = 0; n < 100; n += 1) net.last.receives({ channel: 'news', payload: n })
    const calls = parse.mock.calls.length
    parse.mockRestore()
    expect(calls).toBe(0)

    const told: unknown[] = []
    const other = client.channel('news')
    other.on('message', (value) => told.push(value))
    net.last.receives({ channel: 'news', payload: 100 }, { channel: 'news', payload: 101 })
    other.close()
    net.last.receives({ channel: 'news', payload: 102 })
    frame()

    expect(told).toEqual([100, 101])
    expect(latest.get()).toBe(102)
    expect(client.stats().ignored).toBe(0)
  })

  it('takes its views with it', async () => {
    const { client, net } = await begun()
    const [one, two] = [client.channel('news'), client.channel('news')]
    const latest = [one.latest('message'), one.latest('flash'), two.latest('message')]
    one.close()
    net.last.receives({ channel: 'news', type: 'flash', payload: 1 })
    frame()

    expect(latest.map((view) => view.get())).toEqual([undefined, undefined, 1])
  })

  it('hears what is dispatched', async () => {
    const { client } = await begun()
    const news = client.channel('news')
    const latest = [news.latest('message'), news.latest('tick'), news.latest('other')]
    client.dispatch('tick', 5, { channel: 'news' })
    frame()

    expect(latest.map((view) => view.get())).toEqual([5, 5, undefined])
  })
})

describe('types with a schema', () => {
  const schemas = { quote: z.object({ symbol: z.string(), price: z.number() }) }

  it('show nothing that was not validated', async () => {
    const { client, net } = await begun({ schemas })
    const errors = record(client as never, ['error'])
    const news = client.channel('news')
    const latest = [client.latest('quote'), news.latest('quote'), news.latest('message')]
    const good = { ...quote('A', 1), channel: 'news' }
    net.last.receives(good, { ...good, payload: { symbol: 7, price: 'no' } })
    frame()

    expect(latest.map((view) => view.get())).toEqual([good.payload, good.payload, good.payload])
    expect(errors).toEqual([['error', 'invalid-payload']])
  })

  it('leave other types to the engine', async () => {
    const { client, net } = await begun({ schemas })
    const latest = client.latest('tick')
    net.last.receives(tick(1), tick(2))
    frame()

    expect(latest.get()).toBe(2)
    expect(client.stats().conflated).toBe(1)
  })
})

describe('a connection that comes and goes', () => {
  it('is outlived', async () => {
    const { client, net } = await begun()
    const latest = client.latest('quote', { key: 'symbol' })
    net.last.receives(quote('A', 1))
    net.last.drops(1006)
    frame()
    expect([...latest.get().keys()]).toEqual(['A'])
    client.reconnect()
    net.last.opens().receives(quote('B', 1))
    frame()

    expect([...latest.get().keys()]).toEqual(['A', 'B'])
  })

  it('so is its engine', async () => {
    const load = createLoader(wasm())
    await load()
    const net = network()
    const client = createClient<Incoming>('ws://host', { engine: load, WebSocket: net.WebSocket })
    const [engine] = [await (load as unknown as { engine(): Promise<{ enter(run: () => void): void }> }).engine()]
    client.connect()
    net.last.opens()
    windClock()
    const latest = client.latest('quote', { key: 'symbol' })
    net.last.receives(quote('A', 1))
    frame()
    const trap = () => {
      throw new Error('a trap')
    }
    expect(codeOf(() => engine.enter(trap))).toBe('engine-failed')
    expect(client.status).toBe('failed')
    vi.useRealTimers()
    client.connect()
    await vi.waitFor(() => expect(net.sockets.length).toBe(2))
    windClock()
    net.last.opens().receives(quote('B', 1))
    frame()

    expect([...latest.get().keys()]).toEqual(['A', 'B'])
    client.destroy()
  })
})

describe('a broker', () => {
  async function subscribed(payload: 'json' | 'binary') {
    const made = await online({ protocol: centrifugo({ format: 'protobuf', payload }) })
    const socket = made.net.last
    const said = () => commandsIn(socket.sent.splice(0))
    made.client.reconnect()
    await turn()
    made.net.last.opens()
    return { client: made.client as CentrifugoClient, made, said }
  }

  it('whose payloads are bytes shows bytes', async () => {
    const { client, made } = await subscribed('binary')
    const socket = made.net.last
    const [connect] = commandsIn(socket.sent.splice(0))
    socket.receives(frameOf({ id: connect?.id, connect: { client: 'c1', version: '5' } }))
    const latest = client.channel('q').latest('message')
    await turn()
    const [subscribe] = commandsIn(socket.sent.splice(0))
    socket.receives(frameOf({ id: subscribe?.id, subscribe: {} }))
    windClock()
    const publication = (...data: number[]) => ({ push: { channel: 'q', pub: { data: Uint8Array.from(data) } } })
    socket.receives(frameOf(publication(1, 2), publication(3, 4)))
    frame()

    expect(latest.get()).toEqual(Uint8Array.from([3, 4]))
  })

  it('whose payloads are JSON has views, and what is none is an error', async () => {
    const { client, made } = await subscribed('json')
    const socket = made.net.last
    const errors = record(client as never, ['error'])
    const [connect] = commandsIn(socket.sent.splice(0))
    socket.receives(frameOf({ id: connect?.id, connect: { client: 'c1', version: '5' } }))
    const latest = client.channel('q').latest('message', { key: 'id' })
    await turn()
    const [subscribe] = commandsIn(socket.sent.splice(0))
    socket.receives(frameOf({ id: subscribe?.id, subscribe: {} }))
    windClock()
    const publication = (text: string) => ({ push: { channel: 'q', pub: { data: new TextEncoder().encode(text) } } })
    socket.receives(frameOf(publication('{"id":"ä"}'), publication('{"id":'), publication('{"id":2}')))
    frame()

    expect([...latest.get()]).toEqual([
      ['ä', { id: 'ä' }],
      [2, { id: 2 }],
    ])
    expect(errors).toEqual([['error', 'bad-message']])
  })

  it('has its position moved by what only a view sees', () => {
    const { client, fake } = fakeBroker()
    const channel = client.channel('q')
    client.connect()
    fake.tell(null, say.changed(1), say.changed(2), say.connected({}))
    fake.tell(null, say.status(1, 2), say.subscribed(1, { positioned: true, epoch: 'e', offset: '3' }))
    fake.tell(null, say.moved(1, 7n))

    expect(channel.position).toEqual({ epoch: 'e', offset: 7n })
  })
})

describe('an engine that answers later', () => {
  /** Views, collected when the test says so. */
  function later() {
    const asked: ((text: string) => void)[] = []
    const port = {
      openView: vi.fn(),
      closeView: vi.fn(),
      collect: (_: number, done: (text: string) => void) => asked.push(done),
    }
    const fail = vi.fn()
    const views = new Views({ port: port as never }, [], fail)
    const heard = new Set<AnyListener>()
    const hear = (listener: AnyListener) => {
      heard.add(listener)
      return (isViewer(listener) && views.open({ type: 'tick' }, listener)) || (() => {})
    }
    return { asked, port, fail, views, hear, heard }
  }

  it('is asked once for each news, and its answers are shown with the next frame', () => {
    windClock()
    const { asked, views, hear, heard } = later()
    const latest = createLatest(hear, latestShelf(undefined), { limit: 1, maxBytes: 100 })
    latest.subscribe(() => {})
    frame(100)
    expect(asked).toEqual([])

    views.fresh(1)
    frame()
    expect([asked.length, latest.get()]).toEqual([1, undefined])
    asked.shift()?.('[0,[5]]')
    frame()
    frame(100)
    expect([asked.length, latest.get()]).toEqual([0, 5])

    views.fresh(1)
    frame()
    for (const listener of heard) listener('dispatched' as never, {})
    expect(asked.length).toBe(2)
    asked.shift()?.('[0,[6]]')
    asked.shift()?.('')
    frame()
    expect(latest.get()).toBe('dispatched')
  })

  it('that holds no JSON fails, and shows what was there', () => {
    windClock()
    const { asked, views, hear, fail } = later()
    const latest = createLatest(hear, latestShelf(undefined), { limit: 1, maxBytes: 100 })
    latest.subscribe(() => {})
    views.fresh(1)
    frame()
    asked.shift()?.('[0,[')
    frame()

    expect(latest.get()).toBeUndefined()
    expect(fail).toHaveBeenCalledWith(expect.objectContaining({ code: 'bad-message' }))
  })
})

it('whatever comes and whenever a frame does, it is what a plain replay makes', async () => {
  const { client, net } = await begun()
  const key = fc.oneof(
    fc.constantFrom('A', 'B', '__proto__', 1, 1.5, null, true),
    fc.string({ maxLength: 2 }),
    fc.integer(),
  )
  const message = fc.record({ symbol: key, price: fc.jsonValue({ maxDepth: 1 }) }, { requiredKeys: [] })
  const step = fc.oneof({ weight: 4, arbitrary: message }, { weight: 1, arbitrary: fc.constant('frame' as const) })

  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 6 }), (steps, limit) => {
      const latest = client.latest('quote', { key: 'symbol', limit })
      const listed: unknown[] = []
      const off = client.on('quote', (payload) => listed.push(payload))
      const replayed = new Map<unknown, unknown>()
      for (const it of steps) {
        if (it === 'frame') {
          frame()
          expect([...latest.get()]).toEqual([...replayed])
          continue
        }
        const text = JSON.stringify({ type: 'quote', payload: it })
        net.last.receives(text)
        const { payload } = JSON.parse(text) as { payload: { symbol?: unknown } }
        replayed.set(payload.symbol, payload)
        for (const first of replayed.keys()) if (replayed.size > limit) replayed.delete(first)
      }
      frame()
      expect([...latest.get()]).toEqual([...replayed])
      expect(listed.length).toBe(steps.filter((it) => it !== 'frame').length)
      off()
      latest.close()
    }),
  )
})

it('lists are told what was left out', () => {
  const shelf = latestShelf(undefined)
  shelf.put(1, {})
  shelf.take([3, []] satisfies Listed)
  expect(shelf.read(1)).toBeUndefined()
})
