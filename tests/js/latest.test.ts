import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { begun, frame, quote, tick } from './support/quotes.js'
import { codeOf, itHere, online } from './support/world.js'

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

  it.each([{ key: '' }, { key: 'symbol', limit: 0 }, { maxAge: Number.NaN }, { keys: 'symbol' }])(
    'refuses %j',
    async (options) => {
      const { client } = await online()
      expect(codeOf(() => client.latest('quote', options as never))).toBe('bad-option')
    },
  )

  it('is of messages, not of the events of a life', async () => {
    const { client } = await online()
    const channel = client.channel('news')
    expect(codeOf(() => client.latest('status'))).toBe('bad-option')
    expect(codeOf(() => channel.latest('status'))).toBe('bad-option')
    channel.close()
    expect(codeOf(() => channel.latest('message'))).toBe('destroyed')
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
