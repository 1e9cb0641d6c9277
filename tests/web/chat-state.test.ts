import { describe, expect, it } from 'vitest'
import { type ChatAction, emptyChat, reduceChat, talkIn, unread } from '../../web/src/chat/chat-state'
import { lostLines } from '../../web/src/chat/talk'

const channel = 'room:harbour'
const line = (id: string, at = 1) => ({ id, user: 'me', name: 'Ada', text: id, at })
const room = (name: string, total: number) => ({ name, title: name, users: 1, total })

const after = (...actions: ChatAction[]) => actions.reduce(reduceChat, emptyChat(channel))

/** A room in short: what is settled as it is, what is on its way with its progress. */
const shown = (state: ReturnType<typeof after>) =>
  talkIn(state, channel).entries.map((entry) =>
    entry.kind === 'notice' ? entry.text : entry.progress === 'said' ? entry.id : `${entry.id} (${entry.progress})`,
  )

describe('a line of mine', () => {
  const draft: ChatAction = { do: 'draft', channel, line: line('mine') }
  const sent: ChatAction = { do: 'progress', channel, id: 'mine', change: { progress: 'sent', link: 1 } }

  it('waits at the end, behind what others say meanwhile', () => {
    expect(shown(after(draft, { do: 'line', channel, line: line('theirs') }))).toEqual(['theirs', 'mine (kept)'])
  })

  it('is replaced by its echo', () => {
    expect(shown(after(draft, sent, { do: 'line', channel, line: line('mine') }))).toEqual(['mine'])
  })

  it('is not undone by a receipt that comes after the echo', () => {
    expect(shown(after(draft, { do: 'line', channel, line: line('mine') }, sent))).toEqual(['mine'])
  })

  it('survives a history that does not know of it yet', () => {
    const history: ChatAction = { do: 'history', channel, lines: [line('old')] }
    expect(shown(after(draft, history))).toEqual(['old', 'mine (kept)'])
  })

  it('is lost when it was sent on an older link and the history does not know of it', () => {
    const talk = talkIn(after(draft, sent), channel)
    expect(lostLines(talk, [], 2).map(({ id }) => id)).toEqual(['mine'])
    expect(lostLines(talk, [line('mine')], 2)).toEqual([])
    expect(lostLines(talk, [], 1)).toEqual([])
  })
})

it('puts notices and history in the order of time', () => {
  const arrival: ChatAction = { do: 'arrival', channel, user: { user: 'bob', name: 'Bob', at: 5 } }
  const history: ChatAction = { do: 'history', channel, lines: [line('a', 4), line('b', 6)] }
  expect(shown(after(arrival, history))).toEqual(['a', 'Bob came aboard', 'b'])
})

it('forgets that somebody types once they have spoken or gone', () => {
  const user = { user: 'me', name: 'Ada' }
  const typing: ChatAction = { do: 'typing', channel, user, at: 1 }
  expect(talkIn(after(typing), channel).typing.size).toBe(1)
  expect(talkIn(after(typing, { do: 'line', channel, line: line('a') }), channel).typing.size).toBe(0)
  expect(talkIn(after(typing, { do: 'departure', channel, user: { ...user, at: 2 } }), channel).typing.size).toBe(0)
})

it('counts what was said in rooms that nobody looks at, also while the line was down', () => {
  const before = after({ do: 'rooms', rooms: [room('harbour', 3), room('bridge', 5)] })
  expect(before.rooms.map((r) => unread(before, r))).toEqual([0, 0])
  const back = reduceChat(before, { do: 'rooms', rooms: [room('harbour', 4), room('bridge', 9)] })
  expect(back.rooms.map((r) => unread(back, r))).toEqual([0, 4])
  const there = reduceChat(back, { do: 'enter', channel: 'room:bridge' })
  expect(there.rooms.map((r) => unread(there, r))).toEqual([0, 0])
})

it('counts nothing as unread before it is known how much there is', () => {
  const unknown = after({ do: 'rooms', rooms: [room('harbour', Number.NaN), room('bridge', Number.NaN)] })
  const known = reduceChat(unknown, { do: 'room', room: room('bridge', 7) })
  expect(known.rooms.map((r) => unread(known, r) > 0)).toEqual([false, false])
  const more = reduceChat(known, { do: 'room', room: room('bridge', 9) })
  expect(more.rooms.map((r) => unread(more, r) > 0)).toEqual([false, true])
})
