import { cleanup, render } from '@testing-library/react'
import { createClient } from 'hawser'
import { HawserProvider, useEvent } from 'hawser/react'
import { StrictMode, useState } from 'react'
import { act } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { pause } from './support/pause.js'
import { expectQuiet } from './support/quiet.js'

type Incoming = { chat: { text: string }; tick: number }

expectQuiet()
afterEach(cleanup)

const idle = () => createClient<Incoming>('ws://host')

it('hears every message once, under StrictMode too', () => {
  const client = idle()
  const heard: number[] = []
  function Listener() {
    useEvent(client, 'tick', (tick) => heard.push(tick))
    return null
  }
  render(<Listener />, { wrapper: StrictMode })

  for (let tick = 0; tick < 5001; tick += 1) client.dispatch('tick', tick)

  expect(heard).toEqual(Array.from({ length: 5001 }, (_, tick) => tick))
})

it('renders nothing', async () => {
  const client = idle()
  let renders = 0
  function Listener() {
    renders += 1
    useEvent(client, 'tick', () => {})
    return null
  }
  render(<Listener />)
  client.dispatch('tick', 1)
  await pause()

  expect(renders).toBe(1)
})

it('calls the newest listener without subscribing again', () => {
  const client = idle()
  const on = vi.spyOn(client, 'on')
  const heard: string[] = []
  function Listener({ name }: { name: string }) {
    useEvent(client, 'tick', (tick) => heard.push(`${name} ${tick}`))
    return null
  }
  const { rerender } = render(<Listener name="ann" />)
  client.dispatch('tick', 1)
  rerender(<Listener name="bob" />)
  client.dispatch('tick', 2)

  expect(heard).toEqual(['ann 1', 'bob 2'])
  expect(on).toHaveBeenCalledTimes(1)
})

it('sees the state of the last render', () => {
  const client = idle()
  const seen: number[] = []
  function Counter() {
    const [count, setCount] = useState(0)
    useEvent(client, 'tick', () => {
      seen.push(count)
      setCount(count + 1)
    })
    return null
  }
  render(<Counter />)
  for (let tick = 0; tick < 3; tick += 1) act(() => client.dispatch('tick', tick))

  expect(seen).toEqual([0, 1, 2])
})

it('hears nothing after it has left', () => {
  const client = idle()
  const heard = vi.fn()
  function Listener() {
    useEvent(client, 'tick', heard)
    return null
  }
  render(<Listener />).unmount()
  client.dispatch('tick', 1)

  expect(heard).not.toHaveBeenCalled()
})

it('goes over to another client and another type', () => {
  const [first, second] = [idle(), idle()]
  const heard: unknown[] = []
  function Listener({ client, type }: { client: typeof first; type: 'tick' | 'chat' }) {
    useEvent(client, type, (payload) => heard.push(payload))
    return null
  }
  const { rerender } = render(<Listener client={first} type="tick" />)
  rerender(<Listener client={second} type="tick" />)
  first.dispatch('tick', 1)
  second.dispatch('tick', 2)
  rerender(<Listener client={second} type="chat" />)
  second.dispatch('tick', 3)
  second.dispatch('chat', { text: 'hi' })

  expect(heard).toEqual([2, { text: 'hi' }])
})

it('does not let a throwing listener silence another', () => {
  const client = idle()
  const heard = vi.fn()
  const uncaught = vi.fn()
  vi.stubGlobal('reportError', uncaught)
  function Both() {
    useEvent(client, 'tick', () => {
      throw new Error('a bug')
    })
    useEvent(client, 'tick', heard)
    return null
  }
  render(<Both />)
  client.dispatch('tick', 1)

  expect(heard).toHaveBeenCalledTimes(1)
  expect(uncaught).toHaveBeenCalledWith(expect.objectContaining({ message: 'a bug' }))
})

it('takes the client of the provider, and none for null', () => {
  const client = idle()
  const heard: unknown[] = []
  function Listener() {
    useEvent('tick', (tick) => heard.push(tick))
    useEvent(null, 'tick', () => heard.push('never'))
    return null
  }
  render(
    <HawserProvider client={client}>
      <Listener />
    </HawserProvider>,
  )
  client.dispatch('tick', 7)

  expect(heard).toEqual([7])
})
