import { createClient, createLoader } from 'hawser/slim'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createLatest } from '../../js/src/latest.js'
import { latestShelf } from '../../js/src/shelf.js'
import type { AnyListener } from '../../js/src/types.js'
import { isViewer, Views } from '../../js/src/views.js'
import { wasm } from './support/bytes.js'
import { network } from './support/network.js'
import { begun, frame, type Incoming, quote, tick } from './support/quotes.js'
import { codeOf, record, windClock } from './support/world.js'

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
