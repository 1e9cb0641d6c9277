import { cleanup, render, renderHook } from '@testing-library/react'
import { createClient, load } from 'hawser'
import { HawserProvider, useLatest } from 'hawser/react'
import { StrictMode } from 'react'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import { createLine } from './support/line.js'
import { GONE, pause } from './support/pause.js'
import { expectQuiet } from './support/quiet.js'

type Quote = { symbol: string; price: number }
type Trade = { instrument: { id: string }; n: number }
type Incoming = { quote: Quote; trade: Trade }

expectQuiet()
afterEach(cleanup)

const idle = () => createClient<{ quote: Quote; tick: number }>('ws://host')
const quote = (symbol: string, price: number) => ({ symbol, price })

it('gives the latest of a type, once a frame', async () => {
  const client = idle()
  let renders = 0
  const { result } = renderHook(() => {
    renders += 1
    return useLatest(client, 'tick')
  })
  expect(result.current).toBeUndefined()
  for (let tick = 0; tick < 1000; tick += 1) client.dispatch('tick', tick)
  await pause()

  expect(result.current).toBe(999)
  expect(renders).toBe(2)
})

it('gives the latest of every key', async () => {
  const client = idle()
  const { result } = renderHook(() => useLatest(client, 'quote', { key: (quote) => quote.symbol }), {
    wrapper: StrictMode,
  })
  client.dispatch('quote', quote('A', 1))
  client.dispatch('quote', quote('B', 2))
  await pause()
  client.dispatch('quote', quote('A', 3))
  await pause()

  expect([...result.current]).toEqual([
    ['A', quote('A', 3)],
    ['B', quote('B', 2)],
  ])
})

it('keeps a number of keys; those that came first go', async () => {
  const client = idle()
  const { result, rerender } = renderHook(({ limit }) => useLatest(client, 'quote', { key: 'symbol', limit }), {
    initialProps: { limit: 2 },
  })
  for (const symbol of ['A', 'B', 'A', 'C', 'D']) client.dispatch('quote', quote(symbol, 1))
  await pause()
  expect([...result.current.keys()]).toEqual(['C', 'D'])

  rerender({ limit: 1 })
  client.dispatch('quote', quote('C', 2))
  client.dispatch('quote', quote('D', 3))
  await pause()
  expect([...result.current]).toEqual([['D', quote('D', 3)]])
})

it('renders a row only for what it selects, with one listener for all rows', async () => {
  const client = idle()
  const on = vi.spyOn(client, 'on')
  const renders: Record<string, number> = {}
  function Row({ symbol }: { symbol: string }) {
    renders[symbol] = (renders[symbol] ?? 0) + 1
    const price = useLatest(client, 'quote', { key: 'symbol', select: (quotes) => quotes.get(symbol)?.price })
    return <li>{`${symbol} ${price}`}</li>
  }
  const { container } = render(
    <>
      <Row symbol="A" />
      <Row symbol="B" />
    </>,
  )
  client.dispatch('quote', quote('A', 1))
  client.dispatch('quote', quote('A', 2))
  await pause()
  client.dispatch('quote', quote('A', 2))
  await pause()

  expect(container.textContent).toBe('A 2B undefined')
  expect(renders).toEqual({ A: 2, B: 1 })
  expect(on).toHaveBeenCalledTimes(1)
})

it('keeps a selection that is equal to the one before', async () => {
  const client = idle()
  const { result } = renderHook(() =>
    useLatest(client, 'tick', {
      select: (tick = 0) => ({ even: tick % 2 === 0 }),
      equals: (a, b) => a.even === b.even,
    }),
  )
  const even = result.current
  client.dispatch('tick', 2)
  await pause()
  expect(result.current).toBe(even)
  client.dispatch('tick', 3)
  await pause()
  expect(result.current).toEqual({ even: false })
})

it('selects anew with a new function', async () => {
  const client = idle()
  const { result, rerender } = renderHook(
    ({ times }) => useLatest(client, 'tick', { select: (tick = 0) => tick * times }),
    { initialProps: { times: 2 } },
  )
  client.dispatch('tick', 5)
  await pause()
  rerender({ times: 3 })

  expect(result.current).toBe(15)
})

it('shows a component that comes next what is known, and one that comes much later nothing', async () => {
  const client = idle()
  const Tick = () => String(useLatest(client, 'tick'))
  const { rerender, container } = render(<Tick key="a" />)
  client.dispatch('tick', 1)
  await pause()
  rerender(<Tick key="b" />)
  expect(container.textContent).toBe('1')

  rerender(<p />)
  await pause(GONE)
  rerender(<Tick key="c" />)
  expect(container.textContent).toBe('undefined')
})

it('takes the client of the provider, and none for null', async () => {
  const client = idle()
  function Ticks() {
    return `${useLatest('tick')} ${useLatest(null, 'tick')} ${useLatest('quote', { key: 'symbol' }).size}`
  }
  const { container } = render(
    <HawserProvider client={client}>
      <Ticks />
    </HawserProvider>,
  )
  client.dispatch('tick', 1)
  await pause()

  expect(container.textContent).toBe('1 undefined 0')
})

describe('with an engine', () => {
  const connected = async (options: object = {}) => {
    await load()
    const line = createLine()
    const client = createClient<Incoming>('ws://host', { ...line.options, ...options })
    onTestFinished(() => client.destroy())
    client.connect()
    await pause()
    const say = (symbol: string, price: number) => line.say({ type: 'quote', payload: quote(symbol, price) })
    return { client, line, say }
  }

  it('the messages of a frame are one text, of which only the latest are parsed', async () => {
    const { client, say } = await connected()
    const { result } = renderHook(() => useLatest(client, 'quote', { key: 'symbol' }), { wrapper: StrictMode })
    const parse = vi.spyOn(JSON, 'parse')
    for (let n = 0; n < 300; n += 1) say(n % 2 ? 'A' : 'B', n)
    await pause()
    const calls = parse.mock.calls.length
    parse.mockRestore()

    expect([...result.current]).toEqual([
      ['B', quote('B', 298)],
      ['A', quote('A', 299)],
    ])
    expect(calls).toBe(1)
    expect(client.stats().conflated).toBe(298)
  })

  it('a function of the payload sees every message', async () => {
    const { client, say } = await connected()
    const key = vi.fn(({ symbol }: Quote) => symbol)
    const { result } = renderHook(() => useLatest(client, 'quote', { key }))
    for (let n = 0; n < 5; n += 1) say('A', n)
    await pause()

    expect(key).toHaveBeenCalledTimes(5)
    expect([...result.current]).toEqual([['A', quote('A', 4)]])
  })

  it('a key may be deep in the payload, and is shared', async () => {
    const { client, line } = await connected()
    const { result } = renderHook(() => [
      useLatest(client, 'trade', { key: 'instrument.id' }),
      useLatest(client, 'trade', { key: 'instrument.id', select: (all) => all.size }),
    ])
    const trade = (id: string, n: number) => ({ type: 'trade', payload: { instrument: { id }, n } })
    line.say(trade('x', 1), trade('y', 2), trade('x', 3))
    await pause()

    expect(result.current).toEqual([
      new Map([
        ['x', trade('x', 3).payload],
        ['y', trade('y', 2).payload],
      ]),
      2,
    ])
    expect(client.stats().conflated).toBe(1)
  })

  it('types with a schema show what was validated', async () => {
    const { client, say } = await connected({ schemas: { quote: z.object({ symbol: z.string(), price: z.number() }) } })
    const { result } = renderHook(() => useLatest(client, 'quote', { key: 'symbol' }))
    say('A', 1)
    say('A', 'no' as never)
    await pause()

    expect([...result.current]).toEqual([['A', quote('A', 1)]])
  })

  it('events of the connection are values as well', async () => {
    const { client, line } = await connected()
    const { result } = renderHook(() => useLatest(client, 'message'))
    line.say({ type: 'free', payload: 1 })
    await pause()

    expect(result.current).toEqual({ type: 'free', payload: 1 })
  })

  it('a component that leaves closes the view, after the grace', async () => {
    const { client, say } = await connected()
    const { unmount } = renderHook(() => useLatest(client, 'quote'))
    say('A', 1)
    unmount()
    await pause(GONE)
    say('A', 2)

    expect(client.stats().ignored).toBe(1)
  })

  it('renders at most once in a time, where one is named', async () => {
    const { client, say } = await connected()
    let renders = 0
    const { result } = renderHook(() => {
      renders += 1
      return useLatest(client, 'quote', { every: 500 })
    })
    for (let n = 0; n < 100; n += 1) {
      say('A', n)
      await pause(10)
    }
    await pause(600)

    expect(result.current?.price).toBe(99)
    expect(renders).toBeGreaterThan(2)
    expect(renders).toBeLessThan(7)
  })
})
