import type { Line, RoomSummary, User } from '../connection/protocol'
import type { SaidEntry } from './entry'
import {
  silence,
  type Talk,
  withArrival,
  withDeparture,
  withDraft,
  withHistory,
  withLine,
  withProgress,
  withTyping,
} from './talk'

export interface ChatState {
  /** The channel of the room that is looked at. */
  readonly here: string
  readonly rooms: readonly RoomSummary[]
  /** Lines of a room that were said when it was last looked at, by name. */
  readonly seen: ReadonlyMap<string, number>
  readonly talks: ReadonlyMap<string, Talk>
}

export type ChatAction =
  | { do: 'enter'; channel: string }
  | { do: 'rooms'; rooms: readonly RoomSummary[] }
  | { do: 'room'; room: RoomSummary }
  | { do: 'history'; channel: string; lines: readonly Line[] }
  | { do: 'line'; channel: string; line: Line }
  | { do: 'typing'; channel: string; user: User; at: number }
  | { do: 'arrival' | 'departure'; channel: string; user: User & { at: number } }
  | { do: 'draft'; channel: string; line: Line }
  | { do: 'progress'; channel: string; id: string; change: Pick<SaidEntry, 'progress' | 'link'> }

export const channelOf = (room: string) => `room:${room}`

export const emptyChat = (here: string): ChatState => ({ here, rooms: [], seen: new Map(), talks: new Map() })

export const talkIn = (state: ChatState, channel: string) => state.talks.get(channel) ?? silence

export const unread = (state: ChatState, { name, total }: RoomSummary) =>
  Math.max(0, total - (state.seen.get(name) ?? total))

// A room seen for the first time holds nothing unread; the one that is looked at never does.
function look(state: ChatState): ChatState {
  const seen = new Map(state.seen)
  for (const { name, total } of state.rooms) {
    if (Number.isNaN(total)) continue
    if (channelOf(name) === state.here || !seen.has(name)) seen.set(name, total)
  }
  return { ...state, seen }
}

function withTalk(state: ChatState, channel: string, change: (talk: Talk) => Talk): ChatState {
  return { ...state, talks: new Map(state.talks).set(channel, change(talkIn(state, channel))) }
}

const replaced = (rooms: readonly RoomSummary[], room: RoomSummary) =>
  rooms.map((old) => (old.name === room.name ? room : old))

export function reduceChat(state: ChatState, action: ChatAction): ChatState {
  switch (action.do) {
    case 'enter':
      return look({ ...state, here: action.channel })
    case 'rooms':
      return look({ ...state, rooms: action.rooms })
    case 'room':
      return look({ ...state, rooms: replaced(state.rooms, action.room) })
    case 'history':
      return withTalk(state, action.channel, (talk) => withHistory(talk, action.lines))
    case 'line':
      return withTalk(state, action.channel, (talk) => withLine(talk, action.line))
    case 'typing':
      return withTalk(state, action.channel, (talk) => withTyping(talk, action.user, action.at))
    case 'arrival':
      return withTalk(state, action.channel, (talk) => withArrival(talk, action.user))
    case 'departure':
      return withTalk(state, action.channel, (talk) => withDeparture(talk, action.user))
    case 'draft':
      return withTalk(state, action.channel, (talk) => withDraft(talk, action.line))
    case 'progress':
      return withTalk(state, action.channel, (talk) => withProgress(talk, action.id, action.change))
  }
}
