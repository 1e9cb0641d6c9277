import { act, cleanup, render, renderHook } from '@testing-library/react'
import { type ClientOptions, load } from 'hawser'
import { useChannel, useEvent, useMessages, useWebSocket } from 'hawser/react'
import * as React from 'react'
import { type ReactNode, StrictMode, Suspense, useCallback } from 'react'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { GONE, pause } from './support/pause.js'
import { createLine } from './support/line.js'
import { expectQuiet } from './support/quiet.js'

const url = 'ws://host/'

expectQuiet()
beforeAll(() => load())
afterEach(async () => {
  cleanup()
  await pause(GONE)
})

it('connects once under StrictMode and hangs up on unmount', async () => {
  const line = createLine()
  const { result, unmount } = renderHook(() => useWebSocket(url, line.options), { wrapper: StrictMode })
  expect(result.current.status).toBe('idle')
  await pause()
  expect(result.current).toMatchObject({ status: 'open', isConnected: true, error: undefined })
  unmount()
  await pause(GONE)

  expect(line.calls).toEqual(['connect', 'disconnect'])
  expect(line.live).toBe(0)
})

it('goes over to another url, and lets go of the old one', async () => {
  const line = createLine()
  const { rerender } = renderHook(({ room }) => useWebSocket(`ws://host/${room}`, line.options), {
    initialProps: { room: 'a' },
  })
  await pause()
  rerender({ room: 'b' })
  await pause(GONE)

  expect(line.urls).toEqual(['ws://host/a', 'ws://host/b'])
  expect(line.calls).toEqual(['connect', 'connect', 'disconnect'])
})

it('does not reconnect when options change', async () => {
  const line = createLine()
  const { rerender } = renderHook(
    ({ interval }) => useWebSocket(url, { ...line.options, heartbeat: { interval }, hello: () => ({ interval }) }),
    { initialProps: { interval: 5000 } },
  )
  await pause()
  rerender({ interval: 6000 })
  await pause(GONE)
  expect(line.calls).toEqual(['connect'])

  line.drop()
  await pause()
  expect(line.sent).toEqual([{ interval: 5000 }, { interval: 6000 }])
})

it('is idle while the url is null, and refuses to send', async () => {
  const line = createLine()
  const { result, rerender } = renderHook(({ at }) => useWebSocket(at, line.options), {
    initialProps: { at: null as string | null },
  })
  await pause()
  expect(result.current).toMatchObject({ status: 'idle', isConnected: false, client: null })
  expect(() => result.current.sendMessage({ type: 'hi' })).toThrow(expect.objectContaining({ code: 'disconnected' }))
  result.current.reconnect()
  result.current.disconnect()

  rerender({ at: url })
  await pause()
  expect(result.current.isConnected).toBe(true)

  rerender({ at: null })
  await pause(GONE)
  expect(result.current.isConnected).toBe(false)
  expect(line.calls).toEqual(['connect', 'disconnect'])
})

it('keeps the identity of what it gives to call', async () => {
  const line = createLine()
  const { result, rerender } = renderHook(({ at }) => useWebSocket(at, line.options), {
    initialProps: { at: url as string | null },
  })
  const { sendMessage, emit, reconnect, disconnect } = result.current
  await pause()
  rerender({ at: null })
  rerender({ at: 'ws://other/' })
  await pause()

  expect(result.current).toMatchObject({ sendMessage, emit, reconnect, disconnect })
  sendMessage({ type: 'hi' })
  expect(line.sent).toEqual([{ type: 'hi' }])
})

it('shares one connection between components with the same url and options', async () => {
  const line = createLine()
  const clients = new Set<unknown>()
  function User() {
    clients.add(useWebSocket(url, { ...line.options, reconnect: { first: 10, longest: 20 } }).client)
    return null
  }
  const users = (count: number) => Array.from({ length: count }, (_, at) => <User key={at} />)
  const { rerender } = render(<>{users(20)}</>)
  await pause()
  expect(line.calls).toEqual(['connect'])
  expect(clients.size).toBe(1)

  rerender(<>{users(1)}</>)
  await pause(GONE)
  expect(line.calls).toEqual(['connect'])

  rerender(<>{users(0)}</>)
  await pause(GONE)
  expect(line.calls).toEqual(['connect', 'disconnect'])
})

it('connects apart for other options', async () => {
  const line = createLine()
  renderHook(() => [useWebSocket(url, line.options), useWebSocket(url, { ...line.options, maxMessageBytes: 1000 })])
  await pause()

  expect(line.calls).toEqual(['connect', 'connect'])
})

it('stays connected when one page leaves and the next comes', async () => {
  const line = createLine()
  const Page = () => useWebSocket(url, line.options).status
  const { rerender } = render(<Page key="first" />)
  await pause()
  rerender(<Page key="second" />)
  rerender(<p />)
  await pause()
  rerender(<Page key="third" />)
  await pause(GONE)

  expect(line.calls).toEqual(['connect'])
})

it('connects anew when a component comes back after the connection has ended', async () => {
  const line = createLine()
  const Page = () => useWebSocket(url, line.options).status
  const { rerender, container } = render(<Page />)
  await pause()
  rerender(<p />)
  await pause(GONE)
  rerender(<Page />)
  await pause()

  expect(line.calls).toEqual(['connect', 'disconnect', 'connect'])
  expect(container.textContent).toBe('open')
})

it('renders only who reads the last message', async () => {
  const line = createLine()
  const renders = { reader: 0, other: 0 }
  function Reader() {
    renders.reader += 1
    const { lastMessage } = useWebSocket(url, line.options)
    return JSON.stringify(lastMessage)
  }
  function Other() {
    renders.other += 1
    return useWebSocket(url, line.options).status
  }
  const { container } = render(
    <>
      <p>
        <Other />
      </p>
      <Reader />
    </>,
  )
  await pause()
  const before = { ...renders }
  await act(() => line.say({ type: 'a' }, { type: 'b' }, 'text'))
  await pause()

  expect(container.textContent).toBe('open"text"')
  expect(renders).toEqual({ reader: before.reader + 1, other: before.other })
})

it('tells the last message to who begins to read it later', async () => {
  const line = createLine()
  function Reader({ reads }: { reads: boolean }) {
    const socket = useWebSocket(url, line.options)
    return reads ? JSON.stringify(socket.lastMessage) : 'not yet'
  }
  const { rerender, container } = render(<Reader reads={false} />)
  await pause()
  rerender(<Reader reads />)
  await pause()
  line.say({ n: 1 })
  await pause()

  expect(container.textContent).toBe('{"n":1}')
})

it('loses nothing of 5,001 messages in a burst, and renders a few times', async () => {
  const line = createLine()
  type Incoming = { tick: number }
  const heard: number[] = []
  let renders = 0
  function All() {
    renders += 1
    const { client, lastMessage } = useWebSocket<Incoming>(url, line.options as ClientOptions<Incoming>)
    useEvent(client, 'tick', (tick) => heard.push(tick))
    const ticks = useMessages(client, 'tick', { limit: 6000 })
    return `${ticks.length} ${JSON.stringify(lastMessage)}`
  }
  const { container } = render(<All />)
  await pause()
  renders = 0
  const ticks = Array.from({ length: 5001 }, (_, n) => n)
  for (let at = 0; at < ticks.length; at += 1000) {
    line.say(...ticks.slice(at, at + 1000).map((payload) => ({ type: 'tick', payload })))
    await pause(5)
  }
  await pause()

  expect(heard).toEqual(ticks)
  expect(container.textContent).toBe('5001 {"type":"tick","payload":5000}')
  expect(renders).toBeLessThanOrEqual(12)
})

it('tells of failures, until a link is open again', async () => {
  const line = createLine({ refuses: true })
  const { result } = renderHook(() => useWebSocket(url, line.options))
  await pause()
  expect(result.current.error).toMatchObject({ code: 'connect-failed' })

  line.refuses = false
  await act(() => result.current.reconnect())
  await pause()
  expect(result.current).toMatchObject({ status: 'open', error: undefined })
})

it('tells how the last link ended, until another one is open', async () => {
  const line = createLine()
  const options = { ...line.options, reconnect: { first: 1000, jitter: 'none' } } as const
  const { result } = renderHook(() => useWebSocket(url, options))
  await pause()
  expect(result.current).toMatchObject({ status: 'open', lastClose: undefined })
  line.drop(4001)
  await pause()
  expect(result.current.lastClose).toMatchObject({ code: 4001 })
  await act(() => result.current.reconnect())
  await pause()
  expect(result.current).toMatchObject({ status: 'open', lastClose: undefined })
})

it('tells the last failure to who comes late', async () => {
  const line = createLine({ refuses: true })
  const options = { ...line.options, reconnect: false }
  const Silent = ({ children }: { children?: ReactNode }) => (useWebSocket(url, options), children)
  const Late = () => useWebSocket(url, options).error?.code
  const { rerender, container } = render(<Silent />)
  await pause()
  rerender(
    <Silent>
      <Late />
    </Silent>,
  )
  await pause()

  expect(container.textContent).toBe('connect-failed')
})

it('disconnects and reconnects when told to', async () => {
  const line = createLine()
  const { result } = renderHook(() => useWebSocket(url, line.options))
  await pause()
  await act(() => result.current.disconnect(1000, 'bye'))
  await pause()
  expect(result.current.status).toBe('idle')
  await act(() => result.current.reconnect())
  await pause()

  expect(result.current.status).toBe('open')
  expect(line.calls).toEqual(['connect', 'disconnect', 'connect'])
})

it('takes another function for the url as another url, if it is not made at every render', async () => {
  const line = createLine()
  const useRoom = (room: string) =>
    useWebSocket(
      useCallback(() => `ws://host/${room}`, [room]),
      line.options,
    )
  const { rerender, result } = renderHook(({ room }) => useRoom(room), {
    initialProps: { room: 'a' },
    wrapper: StrictMode,
  })
  await pause()
  rerender({ room: 'b' })
  await pause(GONE)
  expect(line.urls).toEqual(['ws://host/a', 'ws://host/b'])
  expect(line.live).toBe(1)

  rerender({ room: 'b' })
  await pause()
  expect(line.urls).toHaveLength(2)
  expect(result.current.isConnected).toBe(true)
})

it('stays connected with a function made at every render, asks the newest, and warns', async () => {
  vi.mocked(console.warn).mockImplementation(() => {})
  const line = createLine()
  const { rerender } = renderHook(({ token }) => useWebSocket(() => `ws://host/?${token}`, line.options), {
    initialProps: { token: 'a' },
  })
  await pause()
  rerender({ token: 'b' })
  rerender({ token: 'c' })
  await pause(GONE)
  expect(line.urls).toEqual(['ws://host/?a'])

  line.drop()
  await pause()
  expect(line.urls).toEqual(['ws://host/?a', 'ws://host/?c'])
  expect(console.warn).toHaveBeenCalledTimes(1)
  expect(console.warn).toHaveBeenCalledWith(expect.stringMatching(/new function at every render/))
  vi.mocked(console.warn).mockClear()
})

it('leaves nothing behind when a render is abandoned', async () => {
  const line = createLine()
  function Never(): ReactNode {
    useWebSocket(url, line.options)
    throw new Error('abandoned')
  }
  vi.mocked(console.error).mockImplementation(() => {})
  expect(() => render(<Never />)).toThrow('abandoned')
  vi.mocked(console.error).mockClear()
  await pause(GONE)

  expect(line.calls).toEqual([])
})

// React 18 has no such thing.
const { Activity } = React as { Activity?: typeof React.Activity }

if (Activity)
  it('lets go while it is hidden for long, and comes back with all that hung on it', async () => {
    const line = createLine()
    const heard: unknown[] = []
    function Page() {
      const { client, status } = useWebSocket(url, line.options)
      const { channel, status: subscription } = useChannel('news', { client })
      useEvent(channel, 'message', (item) => heard.push(item))
      return `${status} ${subscription}`
    }
    const page = (mode: 'visible' | 'hidden') => (
      <Activity mode={mode}>
        <p>
          <Page />
        </p>
      </Activity>
    )
    const { rerender, container } = render(page('visible'))
    await pause()
    rerender(page('hidden'))
    await pause()
    rerender(page('visible'))
    await pause(GONE)
    expect(line.calls).toEqual(['connect'])

    rerender(page('hidden'))
    await pause(GONE)
    expect(line.calls).toEqual(['connect', 'disconnect'])
    rerender(page('visible'))
    await pause()
    line.say({ channel: 'news', payload: 1 })
    await pause()

    expect(line.calls).toEqual(['connect', 'disconnect', 'connect'])
    expect(container.textContent).toBe('open subscribed')
    expect(heard).toEqual([1])
  })

it('waits out a Suspense that abandons its first render', async () => {
  const line = createLine()
  const data = new Promise<void>((resolve) => setTimeout(resolve, 30))
  let ready = false
  void data.then(() => (ready = true))
  function Page() {
    const { status } = useWebSocket(url, line.options)
    if (!ready) throw data
    return status
  }
  const { container } = render(
    <Suspense fallback="loading">
      <Page />
    </Suspense>,
  )
  expect(container.textContent).toBe('loading')
  expect(line.calls).toEqual([])
  await pause(GONE)

  expect(container.textContent).toBe('open')
  expect(line.calls).toEqual(['connect'])
})
