import { act, cleanup, render, renderHook } from '@testing-library/react'
import { createClient, load } from 'hawser'
import { HawserProvider, useMessages } from 'hawser/react'
import { StrictMode } from 'react'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createLine } from './support/line.js'
import { pause } from './support/pause.js'
import { expectQuiet } from './support/quiet.js'

expectQuiet()
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const idle = () => createClient<{ tick: number }>('ws://host')
const ticks = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)

it('lists messages in their order, and drops the oldest over the limit', async () => {
  const client = idle()
  const { result } = renderHook(() => useMessages(client, 'tick', { limit: 3 }), { wrapper: StrictMode })
  for (const tick of ticks(0, 5)) client.dispatch('tick', tick)
  await pause()
  expect(result.current).toEqual([2, 3, 4])

  client.dispatch('tick', 5)
  await pause()
  expect(result.current).toEqual([3, 4, 5])
})

it('loses nothing up to the limit, and renders once a frame', async () => {
  const client = idle()
  let renders = 0
  const { result } = renderHook(() => {
    renders += 1
    return useMessages(client, 'tick', { limit: 10_000 })
  })
  for (const tick of ticks(0, 5001)) client.dispatch('tick', tick)
  await pause()

  expect(result.current).toEqual(ticks(0, 5001))
  expect(renders).toBe(2)
})

it('keeps a hundred unless told otherwise', async () => {
  const client = idle()
  const { result } = renderHook(() => useMessages(client, 'tick'))
  for (const tick of ticks(0, 1000)) client.dispatch('tick', tick)
  await pause()

  expect(result.current).toEqual(ticks(900, 1000))
})

it('gives the same empty list, and the same list until something comes', async () => {
  const client = idle()
  const { result, rerender } = renderHook(() => useMessages(client, 'tick'))
  const other = renderHook(() => useMessages(idle(), 'tick'))
  expect(result.current).toBe(other.result.current)

  client.dispatch('tick', 1)
  await pause()
  const list = result.current
  rerender()
  await pause()
  expect(result.current).toBe(list)
})

it('asks the newest filter, and keeps what the older ones let in', async () => {
  const client = idle()
  const { result, rerender } = renderHook(
    ({ least }) => useMessages(client, 'tick', { filter: (tick) => tick >= least }),
    { initialProps: { least: 2 } },
  )
  for (const tick of ticks(0, 4)) client.dispatch('tick', tick)
  rerender({ least: 5 })
  for (const tick of ticks(4, 7)) client.dispatch('tick', tick)
  await pause()

  expect(result.current).toEqual([2, 3, 5, 6])
})

it('follows a change of the limit', async () => {
  const client = idle()
  const { result, rerender } = renderHook(({ limit }) => useMessages(client, 'tick', { limit }), {
    initialProps: { limit: 10 },
  })
  for (const tick of ticks(0, 5)) client.dispatch('tick', tick)
  await pause()
  rerender({ limit: 2 })
  await pause()

  expect(result.current).toEqual([3, 4])
})

it('starts anew with another client, and with none is empty', async () => {
  const [first, second] = [idle(), idle()]
  const { result, rerender } = renderHook(({ client }) => useMessages(client, 'tick'), {
    initialProps: { client: first as typeof first | null },
  })
  first.dispatch('tick', 1)
  await pause()
  rerender({ client: second })
  expect(result.current).toEqual([])
  second.dispatch('tick', 2)
  await pause()
  expect(result.current).toEqual([2])

  rerender({ client: null })
  expect(result.current).toEqual([])
})

it('takes the client of the provider', async () => {
  const client = idle()
  const List = () => useMessages('tick').join()
  const { container } = render(
    <HawserProvider client={client}>
      <List />
    </HawserProvider>,
  )
  await act(async () => ticks(0, 3).forEach((tick) => client.dispatch('tick', tick)))
  await pause()

  expect(container.textContent).toBe('0,1,2')
})

it('goes on without frames in a hidden page', async () => {
  const client = idle()
  const frames = vi.fn()
  vi.stubGlobal('requestAnimationFrame', frames)
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
  const { result } = renderHook(() => useMessages(client, 'tick'))
  client.dispatch('tick', 1)
  await pause()

  expect(result.current).toEqual([1])
  expect(frames).not.toHaveBeenCalled()
  hidden.mockRestore()
})

it('does not wait for a frame that never comes', async () => {
  const client = idle()
  vi.stubGlobal('requestAnimationFrame', () => 0)
  const { result } = renderHook(() => useMessages(client, 'tick'))
  client.dispatch('tick', 1)
  await pause(150)

  expect(result.current).toEqual([1])
})

describe('with an engine', () => {
  const connected = async () => {
    await load()
    const line = createLine()
    const client = createClient<{ tick: number }>('ws://host', line.options)
    onTestFinished(() => client.destroy())
    client.connect()
    await pause()
    const say = (...numbers: number[]) => line.say(...numbers.map((payload) => ({ type: 'tick', payload })))
    return { client, say }
  }

  it('loses nothing up to the limit, in order, and parses once a frame', async () => {
    const { client, say } = await connected()
    const { result } = renderHook(() => useMessages(client, 'tick', { limit: 500 }), { wrapper: StrictMode })
    const parse = vi.spyOn(JSON, 'parse')
    say(...ticks(0, 300))
    await pause()
    const calls = parse.mock.calls.length
    parse.mockRestore()
    expect(result.current).toEqual(ticks(0, 300))
    expect(calls).toBe(1)

    say(...ticks(300, 1000))
    await pause()
    expect(result.current).toEqual(ticks(500, 1000))
    expect(client.stats().conflated).toBe(200)
  })

  it('mixes what arrives and what is dispatched as they came', async () => {
    const { client, say } = await connected()
    const { result } = renderHook(() => useMessages(client, 'tick'))
    say(1, 2)
    client.dispatch('tick', 3)
    say(4)
    await pause()

    expect(result.current).toEqual([1, 2, 3, 4])
  })

  it('a filter that comes or goes, or another limit, loses nothing', async () => {
    const { client, say } = await connected()
    const even = (tick: number) => tick % 2 === 0
    const { result, rerender } = renderHook((props) => useMessages(client, 'tick', props), {
      initialProps: {} as { filter?: typeof even; limit?: number },
    })
    say(1, 2)
    rerender({ filter: even })
    say(3, 4)
    rerender({ limit: 10 })
    say(5, 6)
    rerender({ limit: 5 })
    say(7, 8)
    await pause()

    expect(result.current).toEqual([4, 5, 6, 7, 8])
  })
})
