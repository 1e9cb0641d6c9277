import { act, cleanup, render, renderHook } from '@testing-library/react'
import { type Client, createClient, load } from 'hawser'
import { HawserProvider, useChannel, useEvent, useLatest, useMessages } from 'hawser/react'
import { type ReactNode, StrictMode } from 'react'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { createLine, type Line } from './support/line.js'
import { GONE, pause } from './support/pause.js'
import { expectQuiet } from './support/quiet.js'

type News = { title: string }

let line: Line
let client: Client

expectQuiet()
beforeAll(() => load())
beforeEach(() => {
  line = createLine()
  client = createClient('ws://host', line.options)
  client.connect()
})
afterEach(async () => {
  cleanup()
  client.destroy()
  await pause()
})

const Provided = ({ children }: { children: ReactNode }) => <HawserProvider client={client}>{children}</HawserProvider>
const news = (title: string) => ({ channel: 'news', payload: { title } })
const subscribe = { type: 'subscribe', channel: 'news' }
const unsubscribe = { type: 'unsubscribe', channel: 'news' }

it('subscribes under StrictMode once, gives the latest, and unsubscribes some time after', async () => {
  const useNews = () => {
    const { data, status, error } = useChannel<News>('news', { client })
    return { data, status, error }
  }
  const { result, unmount } = renderHook(useNews, { wrapper: StrictMode })
  await pause()
  expect(result.current).toEqual({ data: undefined, status: 'subscribed', error: undefined })
  line.say(news('first'), news('second'))
  await pause()
  expect(result.current.data).toEqual({ title: 'second' })

  unmount()
  expect(line.sent).toEqual([subscribe])
  await pause(GONE)
  expect(line.sent).toEqual([subscribe, unsubscribe])
})

it('makes one subscription for several components and hooks', async () => {
  function Reader() {
    const { channel, data } = useChannel<News>('news')
    const latest = useLatest(channel, 'message')
    const all = useMessages(channel, 'message')
    return <p>{[data, latest, ...all].map((item) => item?.title).join()}</p>
  }
  const readers = (count: number) => Array.from({ length: count }, (_, at) => <Reader key={at} />)
  const { rerender, container } = render(<>{readers(3)}</>, { wrapper: Provided })
  await pause()
  line.say(news('a'), news('b'))
  await pause()
  expect(container.innerHTML).toBe('<p>b,b,a,b</p>'.repeat(3))

  rerender(<>{readers(1)}</>)
  await pause(GONE)
  expect(line.sent).toEqual([subscribe])
})

it('hears every message of the channel once, by type too', async () => {
  const heard: unknown[] = []
  function Listener() {
    const { channel } = useChannel<News>('news')
    useEvent(channel, 'message', (item) => heard.push(item))
    useEvent(channel, 'flash', (item) => heard.push(['flash', item]))
    return null
  }
  render(<Listener />, { wrapper: Provided })
  await pause()
  line.say(news('a'), { ...news('b'), type: 'flash' }, { channel: 'other', payload: 1 })

  expect(heard).toEqual([{ title: 'a' }, { title: 'b' }, ['flash', { title: 'b' }]])
})

it('renders only who reads the data', async () => {
  let renders = 0
  const { result } = renderHook(
    () => {
      renders += 1
      return useChannel('news').publish
    },
    { wrapper: Provided },
  )
  await pause()
  const before = renders
  line.say(news('a'))
  await pause()
  result.current({ title: 'mine' }, 'flash')

  expect(renders).toBe(before)
  expect(line.sent.at(-1)).toEqual({ type: 'flash', channel: 'news', payload: { title: 'mine' } })
})

it('goes over to another channel', async () => {
  const { result, rerender } = renderHook(({ name }) => useChannel<News>(name, { client }), {
    initialProps: { name: 'news' },
  })
  await pause()
  line.say(news('a'))
  await pause()
  rerender({ name: 'sport' })
  expect(result.current.data).toBeUndefined()
  await pause(GONE)

  expect(line.sent).toEqual([subscribe, { type: 'subscribe', channel: 'sport' }, unsubscribe])
})

it('is none for null', async () => {
  const { result, rerender } = renderHook(({ name }) => useChannel(name, { client }), {
    initialProps: { name: null as string | null },
  })
  expect(result.current).toMatchObject({ status: 'unsubscribed', channel: null })
  expect(() => result.current.publish('x')).toThrow(expect.objectContaining({ code: 'disconnected' }))
  rerender({ name: 'news' })
  await pause()

  expect(result.current.status).toBe('subscribed')
})

it('is subscribed again after the link was lost', async () => {
  const { result } = renderHook(() => useChannel('news', { client }))
  await pause()
  line.drop()
  await pause()

  expect(line.sent).toEqual([subscribe, subscribe])
  expect(result.current.status).toBe('subscribed')
})

it('tells what the server says against it', async () => {
  const { result } = renderHook(() => useChannel('news', { client }))
  expect(result.current.error).toBeUndefined()
  await pause()
  line.say({ channel: 'news', error: 'no such channel' })
  await pause()

  expect(result.current.error).toMatchObject({ code: 'server', details: 'no such channel' })
})

it('ends its messages when it is let go of', async () => {
  const read: unknown[] = []
  const { result, unmount } = renderHook(() => useChannel<News>('news', { client }).channel)
  await pause()
  const reading = (async () => {
    for await (const item of result.current.messages()) if (read.push(item) === 2) break
  })()
  unmount()
  await pause(GONE)
  line.say(news('a'), news('b'))
  await act(() => reading)
  expect(read).toEqual([{ title: 'a' }, { title: 'b' }])

  await pause(GONE)
  expect(line.sent).toEqual([subscribe, unsubscribe])
})

it('survives a client that was destroyed', async () => {
  client.destroy()
  const { result } = renderHook(() => useChannel('news', { client }))
  await pause()

  expect(result.current.status).toBe('unsubscribed')
  expect(() => result.current.publish('x')).toThrow(expect.objectContaining({ code: 'destroyed' }))
})
