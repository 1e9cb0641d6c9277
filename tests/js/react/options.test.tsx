import { cleanup, renderHook } from '@testing-library/react'
import { centrifugo, createClient } from 'hawser'
import { useChannel, useLatest, useMessages, usePresence, useWebSocket } from 'hawser/react'
import { Component, type ReactNode, version } from 'react'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'

// React says on the console what a component has thrown.
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function made() {
  const client = createClient<{ quote: number }>('ws://host')
  onTestFinished(() => client.destroy())
  return client
}

it.each<[string, (client: ReturnType<typeof made>) => unknown]>([
  ['useWebSocket', () => useWebSocket('ws://host', { reconect: false } as object)],
  ['useLatest', (client) => useLatest(client, 'quote', { keys: 'symbol' } as object)],
  ['useMessages', (client) => useMessages(client, 'quote', { limits: 5 } as object)],
  ['usePresence', () => usePresence(null, { joins: 'in' } as object)],
])('%s refuses a name that no option has', (_, use) => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const client = made()
  expect(() => renderHook(() => use(client))).toThrow(expect.objectContaining({ code: 'bad-option' }) as Error)
})

// React 18 does not get over what an effect throws under `act`.
if (!version.startsWith('18'))
  it('useChannel refuses it once it holds the channel', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const client = createClient('ws://host', { protocol: centrifugo() })
    onTestFinished(() => client.destroy())
    const caught: unknown[] = []
    class Boundary extends Component<{ children: ReactNode }> {
      static getDerivedStateFromError = () => ({ failed: true })
      override state = { failed: false }
      override componentDidCatch(error: unknown) {
        caught.push(error)
      }
      override render() {
        return this.state.failed ? null : this.props.children
      }
    }
    renderHook(() => useChannel('news', { client, recover: true } as never), { wrapper: Boundary })
    expect(caught).toEqual([expect.objectContaining({ code: 'bad-option' })])
  })

it('options without a value are none', () => {
  const client = made()
  const { result } = renderHook(() => [
    useLatest(client, 'quote', { key: undefined, every: undefined, maxAge: undefined, maxBytes: undefined }),
    useMessages(client, 'quote', { limit: undefined, filter: undefined, history: undefined }),
    useChannel('news', { client, token: undefined }).data,
  ])
  expect(result.current).toEqual([undefined, [], undefined])
})
