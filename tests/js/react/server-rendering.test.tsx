import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { act } from '@testing-library/react'
import { load } from 'hawser'
import {
  HawserProvider,
  useChannel,
  useEvent,
  useLatest,
  useMessages,
  usePresence,
  useStatus,
  useWebSocket,
} from 'hawser/react'
import { StrictMode, version } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, it, vi } from 'vitest'
import { createLine, type Line } from './support/line.js'
import { GONE, pause } from './support/pause.js'
import { expectQuiet } from './support/quiet.js'

expectQuiet()
afterEach(() => {
  vi.useRealTimers()
})

function Everything() {
  const { channel, data, status } = useChannel('news')
  useEvent('tick', () => {})
  const ticks = useMessages('tick')
  const latest = useLatest('tick', { key: 'id' })
  const { count } = usePresence(channel)
  const attempt = useStatus((now) => now.attempt)
  return <p>{JSON.stringify([useStatus(), status, data ?? null, ticks, latest.size, count, attempt])}</p>
}

function Socket({ line }: { line: Line }) {
  const { status, isConnected, lastMessage } = useWebSocket('ws://host', line.options)
  return <p>{JSON.stringify([status, isConnected, lastMessage ?? null])}</p>
}

const App = ({ line }: { line: Line }) => (
  <HawserProvider url="ws://host" options={line.options}>
    <Everything />
    <Socket line={line} />
  </HawserProvider>
)

const idle = '<p>[&quot;idle&quot;,&quot;unsubscribed&quot;,null,[],0,0,0]</p><p>[&quot;idle&quot;,false,null]</p>'

it('runs with the React that was asked for', () => {
  expect(version.split('.')[0]).toBe(process.env.HAWSER_REACT ?? '19')
})

it('shows an idle connection on the server, and touches neither socket nor timer nor engine', () => {
  vi.useFakeTimers()
  const line = createLine()
  const compile = vi.spyOn(WebAssembly, 'compile')

  expect(renderToString(<App line={line} />)).toBe(idle)
  expect(line.calls).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
  expect(compile).not.toHaveBeenCalled()
})

it('keeps no client of the renders on a server', async () => {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  const clients: WeakRef<object>[] = []
  function Visitor({ name }: { name: string }) {
    clients.push(new WeakRef(useWebSocket(`ws://host/${name}`).client))
    return name
  }
  for (let at = 0; at < 500; at += 1) renderToString(<Visitor name={`${at}`} />)
  await vi.waitFor(() => {
    gc()
    expect(clients.filter((client) => client.deref()).length).toBeLessThan(10)
  })
})

it('hydrates without a mismatch, and then shows what is', async () => {
  await load()
  const line = createLine()
  const container = document.createElement('div')
  container.innerHTML = renderToString(<App line={line} />)
  const mismatches: unknown[] = []
  const app = (
    <StrictMode>
      <App line={line} />
    </StrictMode>
  )
  const root = await act(async () =>
    hydrateRoot(container, app, { onRecoverableError: (error) => mismatches.push(error) }),
  )
  await pause()
  expect(container.textContent).toBe('["open","subscribed",null,[],0,0,0]["open",true,null]')

  const late = document.createElement('div')
  late.innerHTML = renderToString(<App line={createLine()} />)
  const second = await act(async () =>
    hydrateRoot(late, app, { onRecoverableError: (error) => mismatches.push(error) }),
  )
  await pause()
  expect(late.textContent).toBe(container.textContent)

  expect(mismatches).toEqual([])
  expect(line.calls).toEqual(['connect'])
  act(() => [root, second].forEach((it) => it.unmount()))
  await pause(GONE)
  expect(line.calls).toEqual(['connect', 'disconnect'])
})
