import type { Line, User } from '../connection/protocol'
import { asSaid, type Entry, isSettled, type SaidEntry } from './entry'

// Entries of a room that the page keeps.
const mostEntries = 300

/** What goes on in one room. */
export interface Talk {
  /** What is settled, in its order, and after it what is still on its way. */
  readonly entries: readonly Entry[]
  /** Who is typing, and since when. */
  readonly typing: ReadonlyMap<string, { name: string; at: number }>
}

export const silence: Talk = { entries: [], typing: new Map() }

function withEntries(talk: Talk, settled: readonly Entry[], open: readonly Entry[]): Talk {
  return { ...talk, entries: [...settled.slice(-mostEntries), ...open] }
}

/** A settled entry takes the place of its twin on its way. */
function settle(talk: Talk, entry: Entry): Talk {
  const others = talk.entries.filter(({ id }) => id !== entry.id)
  return withEntries(
    talk,
    [...others.filter(isSettled), entry],
    others.filter((other) => !isSettled(other)),
  )
}

function notTyping(talk: Talk, user: string): Talk {
  const typing = new Map(talk.typing)
  return typing.delete(user) ? { ...talk, typing } : talk
}

export const withLine = (talk: Talk, line: Line) => notTyping(settle(talk, asSaid(line)), line.user)

/** The history is the truth; notices and what it doesn't know of mine yet are kept. */
export function withHistory(talk: Talk, lines: readonly Line[]): Talk {
  const known = new Set(lines.map(({ id }) => id))
  const notices = talk.entries.filter(({ kind }) => kind === 'notice')
  const settled = [...notices, ...lines.map(asSaid)].sort((a, b) => a.at - b.at)
  const open = talk.entries.filter((entry) => !isSettled(entry) && !known.has(entry.id))
  return withEntries(talk, settled, open)
}

export const withDraft = (talk: Talk, line: Line): Talk => ({
  ...talk,
  entries: [...talk.entries, { ...line, kind: 'line', progress: 'kept' }],
})

export function withProgress(talk: Talk, id: string, change: Pick<SaidEntry, 'progress' | 'link'>): Talk {
  const entries = talk.entries.map((entry) =>
    entry.id === id && entry.kind === 'line' && !isSettled(entry) ? { ...entry, ...change } : entry,
  )
  return { ...talk, entries }
}

export const withTyping = (talk: Talk, { user, name }: User, at: number): Talk => ({
  ...talk,
  typing: new Map(talk.typing).set(user, { name, at }),
})

export const withArrival = (talk: Talk, { user, name, at }: User & { at: number }) =>
  settle(talk, { kind: 'notice', id: `${user} in ${at}`, at, text: `${name} came aboard` })

export const withDeparture = (talk: Talk, { user, name, at }: User & { at: number }) =>
  settle(notTyping(talk, user), { kind: 'notice', id: `${user} out ${at}`, at, text: `${name} went ashore` })

/** Lines of mine that were sent on an older link and of which this history knows nothing: they must be sent again. */
export function lostLines(talk: Talk, lines: readonly Line[], link: number): SaidEntry[] {
  const known = new Set(lines.map(({ id }) => id))
  return talk.entries.filter(
    (entry): entry is SaidEntry =>
      entry.kind === 'line' && entry.progress === 'sent' && (entry.link ?? link) < link && !known.has(entry.id),
  )
}
