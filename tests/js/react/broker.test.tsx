import { act, cleanup, render, renderHook } from '@testing-library/react'
import { type CentrifugoClient, type ClientInfo, centrifugo, load } from 'hawser'
import { useChannel, useEvent, useMessages, usePresence, useWebSocket } from 'hawser/react'
import { StrictMode } from 'react'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { done, online, refused, subscribed, subscribing, unsubscribed } from '../support/broker.js'
import { type FakeEngine, FakeFrame, say } from '../support/fake-engine.js'
import { createLine } from './support/line.js'
import { GONE, pause } from './support/pause.js'
import { expectQuiet } from './support/quiet.js'

expectQuiet()
beforeAll(() => load('centrifugo'))
afterEach(() => cleanup())

const context = { recoverable: true, positioned: true, epoch: 'e', offset: '0' }
const ticketOf = (verb: readonly unknown[] | undefined) => verb?.[4] as number
const member = (client: string, user = client) => ({ client, user })

/** Channel 1 is the only one. */
function room() {
  const made = online()
  const { fake } = made
  const calls: unknown[][] = []
  /** Those of a kind that haven't been looked at. */
  const asked = (operation: string) => {
    calls.push(...fake.said('call').map((verb) => [...verb]))
    return calls.splice(0).filter(([, name]) => name === operation)
  }
  const answers = (verb: unknown[] | undefined, detail: object, frame = new FakeFrame()) =>
    act(async () => fake.tell(frame, say.settled(ticketOf(verb), done, [0, 0], detail)))
  const tells = (...records: Parameters<FakeEngine['tell']>[1][]) => act(async () => fake.tell(null, ...records))
  const publishes = (payload: unknown, offset: bigint) => {
    const frame = new FakeFrame()
    const record = say.publication(0, 1, frame.json(payload), offset)
    return act(async () => fake.tell(frame, record))
  }
  return { ...made, asked, answers, tells, publishes }
}

const usersOf = (members: readonly ClientInfo[]) => members.map(({ client, user }) => `${client}:${user}`)

it('usePresence asks once subscribed, follows who joins and leaves, and asks again after a loss', async () => {
  const { client, asked, answers, tells } = room()
  const { result } = renderHook(() => usePresence(useChannel('room', { client, joinLeave: true }).channel), {
    wrapper: StrictMode,
  })
  await pause()
  expect(asked('presence')).toEqual([])
  await tells(say.status(1, subscribed))
  const [first, ...more] = asked('presence')
  expect(more).toEqual([])
  // Between the question and the answer: known after the answer.
  await tells(say.member(1, 1, member('c')), say.member(1, 0, member('b')))
  await answers(first, { clients: [member('a', 'ann'), member('a2', 'ann'), member('b')] })
  await tells(say.member(1, 1, member('a', 'ann')), say.member(1, 1, member('d')))
  await pause()
  expect(usersOf(result.current.members)).toEqual(['a:ann', 'a2:ann', 'c:c', 'd:d'])

  await tells(say.status(1, subscribing))
  await pause()
  expect(result.current.count).toBe(0)
  await tells(say.status(1, subscribed))
  await answers(asked('presence')[0], { clients: [member('z')] })
  await pause()
  expect(usersOf(result.current.members)).toEqual(['z:z'])
})

it('usePresence ignores the list of a subscription that was before', async () => {
  const { client, asked, answers, tells } = room()
  const { result } = renderHook(() => usePresence(useChannel('room', { client }).channel))
  await tells(say.status(1, subscribed))
  const [old] = asked('presence')
  await tells(say.status(1, subscribing))
  await tells(say.status(1, subscribed))
  const [fresh] = asked('presence')
  await answers(fresh, { clients: [member('new')] })
  await answers(old, { clients: [member('old')] })
  await pause()

  expect(usersOf(result.current.members)).toEqual(['new:new'])
})

it('usePresence says to developers that nobody tells who is there', async () => {
  const { client, fake, asked, tells } = room()
  const { result } = renderHook(() => usePresence(useChannel('room', { client }).channel))
  await tells(say.status(1, subscribed))
  const [call] = asked('presence')
  // Who warns once warns only here.
  vi.mocked(console.warn).mockImplementation(() => {})
  await act(async () =>
    fake.tell(null, say.settled(ticketOf(call), refused, [0, 0], { code: 108, message: 'not available' })),
  )
  await tells(say.member(1, 1, member('a')))
  await pause()

  expect(usersOf(result.current.members)).toEqual(['a:a'])
  expect(vi.mocked(console.warn).mock.calls.flat().join()).toContain('not available')
  vi.mocked(console.warn).mockClear()
})

it('components share one subscription and one list, and let both go', async () => {
  const { client, fake, asked, answers, tells } = room()
  const Count = () => <p>{usePresence(useChannel('room', { client }).channel).count}</p>
  const { container, rerender } = render(
    <>
      <Count key="a" />
      <Count key="b" />
    </>,
    { wrapper: StrictMode },
  )
  await tells(say.status(1, subscribed))
  const questions = asked('presence')
  await answers(questions[0], { clients: [member('a')] })
  await pause()
  expect([container.innerHTML, questions.length]).toEqual(['<p>1</p><p>1</p>', 1])

  rerender(<i />)
  fake.said()
  await pause(2 * GONE)
  expect(fake.said('subscribe', 'unsubscribe')).toEqual([['unsubscribe', 1]])
})

const publications = (frame: FakeFrame, ...offsets: number[]) =>
  offsets.map((offset) => ({ data: frame.json(offset), offset: String(offset) }))

it('useMessages fills from history once, before what arrives, and repeats nothing', async () => {
  const { client, asked, answers, tells, publishes } = room()
  const useRoom = () => useMessages<number>(useChannel<number>('room', { client }).channel, { history: 3 })
  const { result } = renderHook(useRoom, { wrapper: StrictMode })
  await tells(say.status(1, subscribed), say.subscribed(1, context))
  const [question, ...more] = asked('history')
  expect([question?.slice(1, 4), more]).toEqual([['history', 'room', { limit: 3, reverse: true }], []])
  await publishes(4, 4n)
  const frame = new FakeFrame()
  await answers(question, { publications: publications(frame, 5, 4, 3), offset: '5', epoch: 'e' }, frame)
  await publishes(5, 5n)
  await publishes(6, 6n)
  await pause()

  expect(result.current).toEqual([3, 4, 6])
})

it('useMessages asks no second time, and takes a history that begins anew', async () => {
  const { client, asked, answers, tells, publishes } = room()
  const { result } = renderHook(() => useMessages(useChannel('room', { client }).channel, { history: true, limit: 5 }))
  await tells(say.status(1, subscribed), say.subscribed(1, context))
  const [question] = asked('history')
  const frame = new FakeFrame()
  await answers(question, { publications: publications(frame, 9, 8), offset: '9', epoch: 'e' }, frame)
  await tells(say.status(1, subscribing))
  await tells(say.status(1, subscribed), say.subscribed(1, { ...context, epoch: 'f' }))
  await publishes(1, 1n)
  await pause()

  expect([result.current, question?.[3], asked('history')]).toEqual([[8, 9, 1], { limit: 5, reverse: true }, []])
})

it('useMessages takes of history what has its type, and what its filter lets in', async () => {
  const { client, asked, answers, tells } = room()
  const { result } = renderHook(() =>
    useMessages(useChannel<number>('room', { client }).channel, 'note', {
      history: true,
      filter: (payload, { offset }) => payload > 1 && offset !== 4n,
    }),
  )
  await tells(say.status(1, subscribed), say.subscribed(1, context))
  const frame = new FakeFrame()
  const told = [
    { data: frame.json({ type: 'note', payload: 4 }), offset: '4' },
    { data: frame.json({ type: 'note', payload: 3 }), offset: '3' },
    { data: frame.json({ type: 'other', payload: 2 }), offset: '2' },
    { data: frame.json({ type: 'note', payload: 1 }), offset: '1' },
  ]
  await answers(asked('history')[0], { publications: told, offset: '4', epoch: 'e' }, frame)
  await pause()

  expect(result.current).toEqual([3])
})

it('useChannel gives a channel its options; those of the first component hold, of functions the newest', async () => {
  const { client, fake, tells } = room()
  const asked: string[] = []
  const Asks = ({ by }: { by: string }) => {
    const { status } = useChannel('room', {
      client,
      recoverable: true,
      getToken: ({ channel }) => {
        asked.push(`${by} ${channel}`)
        return by
      },
    })
    return <p>{status}</p>
  }
  const Any = () => <p>{useChannel('room', { client }).status}</p>
  const both = (by: string) => (
    <>
      <Any />
      <Asks by={by} />
    </>
  )
  const { container, rerender } = render(both('a'), { wrapper: StrictMode })
  expect(fake.said('subscribe')).toMatchObject([['subscribe', 'room', { recoverable: true, asksToken: true }]])
  rerender(both('b'))
  await tells(say.ask(1, 1, 1), say.status(1, subscribed))
  await pause()

  expect([asked, fake.said('answered')]).toEqual([['b room'], [['answered', 1, 'b', '']]])
  expect(container.innerHTML).toBe('<p>subscribed</p><p>subscribed</p>')
})

it('useEvent hears of a subscription', async () => {
  const { client, tells } = room()
  const told: unknown[] = []
  const Hears = ({ of }: { of: CentrifugoClient }) => {
    const { channel } = useChannel('room', { client: of })
    useEvent(channel, 'subscribed', ({ recovered }) => told.push(['subscribed', recovered]))
    useEvent(channel, 'join', ({ user }) => told.push(['join', user]))
    return null
  }
  render(<Hears of={client} />, { wrapper: StrictMode })
  await tells(say.subscribed(1, { ...context, recovered: true }), say.member(1, 1, member('a', 'ann')))

  expect(told).toEqual([
    ['subscribed', true],
    ['join', 'ann'],
  ])
})

it('components with the same broker share one connection, and the newest getToken is asked', async () => {
  const line = createLine()
  const asked: string[] = []
  const Socket = ({ by }: { by: string }) => {
    const protocol = centrifugo({
      data: { room: { id: 1 } },
      headers: { a: 'b' },
      getToken: by ? () => (asked.push(by), '') : undefined,
    })
    return <p>{useWebSocket('ws://host', { ...line.options, protocol }).status}</p>
  }
  const { rerender, unmount } = render(
    <>
      <Socket by="" />
      <Socket by="" />
    </>,
  )
  await pause()
  expect(line.calls).toEqual(['connect'])
  expect(line.sent).toMatchObject([{ connect: { data: { room: { id: 1 } } } }])
  rerender(<i />)
  await pause(GONE)

  line.calls.length = 0
  rerender(<Socket by="a" />)
  rerender(<Socket by="b" />)
  await pause()
  line.drop()
  await pause()
  expect(asked.at(-1)).toBe('b')
  unmount()
  await pause(GONE)
})

it.each(['presence', 'history'])('a failure of %s is an error of the channel', async (operation) => {
  const { client, fake, asked, tells } = room()
  vi.mocked(console.warn).mockImplementation(() => {})
  const { result } = renderHook(() => {
    const { channel, error } = useChannel('room', { client })
    if (operation === 'presence') usePresence(channel)
    else useMessages(channel, { history: true })
    return error
  })
  await tells(say.status(1, subscribed), say.subscribed(1, context))
  const detail = { code: 103, message: 'permission denied' }
  await act(async () => fake.tell(null, say.settled(ticketOf(asked(operation)[0]), refused, [0, 0], detail)))
  await pause()

  expect(result.current).toMatchObject({ code: 'server', protocolCode: 103 })
  vi.mocked(console.warn).mockClear()
})

it('useChannel shows why a subscription ended', async () => {
  const { client, tells } = room()
  const { result } = renderHook(() => useChannel('room', { client }).error)
  await tells(say.unsubscribed(1, 103, 'permission denied'), say.status(1, unsubscribed))
  await pause()
  expect(result.current).toMatchObject({ code: 'server', protocolCode: 103 })
  expect(result.current?.message).toContain('permission denied')

  await tells(say.status(1, subscribed))
  await pause()
  expect(result.current).toBeUndefined()
})

it('what comes after a component has left disturbs nobody', async () => {
  const { client, fake, answers, tells } = room()
  const Room = () => {
    const { channel } = useChannel('room', { client })
    return <p>{usePresence(channel).count + useMessages(channel, { history: true }).length}</p>
  }
  const { rerender, container } = render(<Room />, { wrapper: StrictMode })
  await tells(say.status(1, subscribed), say.subscribed(1, context))
  const calls = fake.said('call')
  rerender(<i />)
  for (const call of calls) await answers([...call], { clients: [member('a')], publications: [] })
  await pause(3 * GONE)

  expect(calls.map(([, operation]) => operation).sort()).toEqual(['history', 'presence'])
  expect(container.innerHTML).toBe('<i></i>')
  expect(fake.said('unsubscribe')).toEqual([['unsubscribe', 1]])
})
