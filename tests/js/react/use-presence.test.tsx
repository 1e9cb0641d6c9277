import { cleanup, render, renderHook } from '@testing-library/react'
import { type Client, createClient, load } from 'hawser'
import { type PresenceOptions, useChannel, usePresence } from 'hawser/react'
import { StrictMode } from 'react'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { createLine, type Line } from './support/line.js'
import { GONE, pause } from './support/pause.js'
import { expectQuiet } from './support/quiet.js'

type Member = { user: string; name?: string }

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

const room = (type: string, payload: unknown) => ({ type, channel: 'room', payload })
const useRoom = <M,>(options?: PresenceOptions<M>) => usePresence<M>(useChannel('room', { client }).channel, options)

it('knows who is there from the list, who came and who left', async () => {
  const { result } = renderHook(() => useRoom<Member>({ key: 'user' }), { wrapper: StrictMode })
  expect(result.current).toEqual({ members: [], count: 0 })
  await pause()
  line.say(room('users', [{ user: 'ann' }, { user: 'bob' }]))
  line.say(room('user-joined', { user: 'cid', name: 'Cid' }), room('user-left', { user: 'ann' }))
  line.say(room('user-joined', { user: 'cid', name: 'El Cid' }))
  await pause()

  expect(result.current).toEqual({ members: [{ user: 'bob' }, { user: 'cid', name: 'El Cid' }], count: 2 })
})

it('knows nobody while the link is lost, until the next list', async () => {
  const { result } = renderHook(() => useRoom<Member>({ key: ({ user }) => user }))
  await pause()
  line.say(room('users', [{ user: 'ann' }]))
  await pause()
  expect(result.current.count).toBe(1)

  line.drop()
  await pause()
  expect(result.current.count).toBe(0)
  line.say(room('users', [{ user: 'bob' }]))
  await pause()
  expect(result.current.members).toEqual([{ user: 'bob' }])
})

it('takes members that are texts, a list inside an object, and other names', async () => {
  const names = { list: 'members', join: 'in', leave: 'out' }
  const { result } = renderHook(() => useRoom<string>(names))
  await pause()
  line.say(room('members', { members: ['ann', 'bob'] }), room('in', 'cid'), room('out', 'ann'))
  await pause()

  expect(result.current).toEqual({ members: ['bob', 'cid'], count: 2 })
})

it('is not harmed by a list that is none', async () => {
  const { result } = renderHook(() => useRoom<string>())
  await pause()
  line.say(room('user-joined', 'ann'), room('users', null), room('users', { users: 7 }))
  await pause()

  expect(result.current.count).toBe(0)
})

it('shows a component that comes later who is there', async () => {
  const Count = () => <p>{useRoom<Member>({ key: 'user' }).count}</p>
  const { rerender, container } = render(<Count key="a" />)
  await pause()
  line.say(room('users', [{ user: 'ann' }]))
  await pause()
  rerender(
    <>
      <Count key="a" />
      <Count key="b" />
    </>,
  )
  expect(container.innerHTML).toBe('<p>1</p><p>1</p>')

  rerender(<i />)
  await pause(GONE)
  rerender(<Count key="c" />)
  await pause()
  expect(container.innerHTML).toBe('<p>0</p>')
})

it('gives the same members until something changes', async () => {
  const { result, rerender } = renderHook(() => useRoom<Member>({ key: 'user' }))
  await pause()
  line.say(room('users', [{ user: 'ann' }]))
  await pause()
  const { members } = result.current
  rerender()

  expect(result.current.members).toBe(members)
})

it('is empty for null', () => {
  const { result } = renderHook(() => usePresence(null))

  expect(result.current).toEqual({ members: [], count: 0 })
})
