import { act, cleanup, render, renderHook } from '@testing-library/react'
import { createClient, load } from 'hawser'
import { HawserProvider, useStatus } from 'hawser/react'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { createLine } from './support/line.js'
import { pause } from './support/pause.js'
import { expectQuiet } from './support/quiet.js'

const slow = { first: 60_000, spread: 60_000, longest: 60_000, jitter: 'none' } as const

expectQuiet()
beforeAll(() => load())
afterEach(() => {
  cleanup()
})

it('gives the status', async () => {
  const client = createClient('ws://host', createLine().options)
  const { result } = renderHook(() => useStatus(client))
  expect(result.current).toBe('idle')
  client.connect()
  await pause()
  expect(result.current).toBe('open')
  await act(async () => client.destroy())
})

it('renders only for what is selected', async () => {
  const line = createLine()
  const client = createClient('ws://host', { ...line.options, reconnect: slow })
  const seen: boolean[] = []
  renderHook(() => seen.push(useStatus(client, ({ status }) => status === 'open')))
  client.connect()
  await pause()
  line.drop()
  await pause()
  client.destroy()
  await pause()

  expect(seen).toEqual([false, true, false])
})

it('tells of the next attempt', async () => {
  const line = createLine()
  const client = createClient('ws://host', { ...line.options, reconnect: slow })
  const { result } = renderHook(() => useStatus(client, ({ attempt, nextAttempt }) => ({ attempt, nextAttempt })))
  client.connect()
  await pause()
  expect(result.current).toEqual({ attempt: 0, nextAttempt: undefined })
  line.drop()
  await pause()

  expect(result.current.attempt).toBe(1)
  expect((result.current.nextAttempt ?? 0) - Date.now()).toBeGreaterThan(50_000)
  await act(async () => client.destroy())
})

it('tells how the last link ended', async () => {
  const line = createLine()
  const client = createClient('ws://host', { ...line.options, reconnect: slow })
  const { result } = renderHook(() => useStatus(client, ({ lastClose }) => lastClose?.code))
  client.connect()
  await pause()
  line.drop(1013)
  await pause()
  expect(result.current).toBe(1013)
  client.disconnect()
  await pause()
  expect(result.current).toBe(1013)
  client.connect()
  await pause()
  expect(result.current).toBeUndefined()
  client.disconnect(4000)
  await pause()
  expect(result.current).toBe(4000)
  client.destroy()
})

it('counts no attempt once a link is open; the figures do until it is stable', async () => {
  const line = createLine()
  const client = createClient('ws://host', line.options)
  const { result } = renderHook(() => useStatus(client, ({ status, attempt }) => ({ status, attempt })))
  client.connect()
  await pause()
  line.drop()
  await pause()

  expect(result.current).toEqual({ status: 'open', attempt: 0 })
  expect(client.stats().attempts).toBe(1)
  await pause(5000)
  expect(client.stats().attempts).toBe(0)
  await act(async () => client.destroy())
})

it('tells of it to who comes when it is planned already', async () => {
  const line = createLine()
  const client = createClient('ws://host', { ...line.options, reconnect: slow })
  client.connect()
  await pause()
  line.drop()
  await pause()
  const { result } = renderHook(() => useStatus(client, ({ attempt, nextAttempt }) => ({ attempt, nextAttempt })))
  await pause()

  expect(result.current.attempt).toBe(1)
  expect((result.current.nextAttempt ?? 0) - Date.now()).toBeGreaterThan(50_000)
  await act(async () => client.destroy())
})

it('tells of the last error until a link is open', async () => {
  const line = createLine({ refuses: true })
  const client = createClient('ws://host', { ...line.options, reconnect: slow })
  const { result } = renderHook(() => useStatus(client, ({ error }) => error?.code))
  client.connect()
  await pause()
  expect(result.current).toBe('connect-failed')
  line.refuses = false
  client.reconnect()
  await pause()
  expect(result.current).toBeUndefined()
  await act(async () => client.destroy())
})

it('looks at the figures once a second, only while they are shown', async () => {
  const line = createLine()
  const client = createClient('ws://host', line.options)
  const stats = vi.spyOn(client, 'stats')
  const { result, rerender, unmount } = renderHook(
    ({ shown }) => useStatus(client, (now) => (shown ? now.stats?.received : now.status)),
    { initialProps: { shown: false } },
  )
  client.connect()
  await pause()
  await act(() => vi.advanceTimersByTimeAsync(5000))
  expect(stats).not.toHaveBeenCalled()

  rerender({ shown: true })
  await pause()
  line.say({ n: 1 }, { n: 2 })
  await act(() => vi.advanceTimersByTimeAsync(1000))
  await pause()
  expect(result.current).toBe(2)

  unmount()
  const before = stats.mock.calls.length
  await act(() => vi.advanceTimersByTimeAsync(5000))
  expect(stats).toHaveBeenCalledTimes(before)
  await act(async () => client.destroy())
})

it('takes the client of the provider, and is idle for null', () => {
  const Status = () => `${useStatus()} ${useStatus(null)} ${useStatus((now) => now.attempt)}`
  const { container } = render(
    <HawserProvider client={createClient('ws://host')}>
      <Status />
    </HawserProvider>,
  )

  expect(container.textContent).toBe('idle idle 0')
})
