import { createStore, type Snapshots } from '../store.js'
import type { Off } from '../types.js'
import { GRACE } from './grace.js'
import type { Change, Feed } from './presence-feed.js'

/** Who is there. */
export interface Presence<M> {
  /** In the order in which they came. */
  readonly members: readonly M[]
  /** Their number. */
  readonly count: number
}

const nobody: Presence<never> = Object.freeze({ members: Object.freeze([]), count: 0 })

/** The members that a feed tells of, as a store: one for each key, in the order in which they came. */
export function createMembers<M>(feed: Feed<M>, keyOf: (member: M) => unknown): Snapshots<Presence<M>> {
  const members = new Map<unknown, M>()
  let changed = false

  const apply = (change: Change<M>) => {
    changed = true
    if (change.kind === 'join') members.set(keyOf(change.member), change.member)
    else if (change.kind === 'leave') members.delete(keyOf(change.member))
    else members.clear()
    if (change.kind === 'all') for (const member of change.members) members.set(keyOf(member), member)
  }
  const read = (before: Presence<M>): Presence<M> => {
    if (!changed) return before
    changed = false
    return members.size ? { members: [...members.values()], count: members.size } : nobody
  }
  const start = (touched: () => void) =>
    hear(feed, (change) => {
      apply(change)
      touched()
    })

  return createStore<Presence<M>>({ initial: nobody, read, start, grace: GRACE })
}

/** Who comes back long after the last has left finds nobody rather than who was there. */
function hear<M>(feed: Feed<M>, tell: (change: Change<M>) => void): Off {
  const off = feed(tell)
  return () => {
    off()
    tell({ kind: 'lost' })
  }
}
