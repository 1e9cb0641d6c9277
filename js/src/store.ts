import { onFrame } from './schedule.js'
import { createLease } from './lease.js'
import type { Off } from './types.js'

/** The shape React's `useSyncExternalStore` asks for, and nothing more. */
export interface Store<T> {
  readonly get: () => T
  readonly subscribe: (changed: () => void) => Off
}

/** A store that also knows what to show before it was ever fed: on a server, and while its page is hydrated. */
export interface Snapshots<T> extends Store<T> {
  readonly initial: () => T
}

/** How a store is fed. */
export interface Feed<T> {
  initial: T
  /** The snapshot of now; the previous one where nothing has changed. */
  read: (previous: T) => T
  /** Listens to what changes it, and calls `touched` then. Runs while somebody is subscribed. */
  start: (touched: () => void) => Off
  /** Milliseconds that it goes on listening after the last one has left. @default 0 */
  grace?: number
}

/** A store fed by events: subscribers are told at most once a frame, and only of a change. */
export function createStore<T>({ initial, read, start, grace }: Feed<T>): Snapshots<T> {
  const subscribers = new Set<{ changed: () => void }>()
  let snapshot = initial
  let fed = false

  const refresh = () => {
    const before = snapshot
    snapshot = read(before)
    return !Object.is(before, snapshot)
  }
  const tell = () => {
    if (refresh()) for (const { changed } of [...subscribers]) changed()
  }
  const feed = () => {
    const stop = start(() => onFrame(tell))
    fed = true
    refresh()
    return () => {
      fed = false
      stop()
    }
  }
  const hold = createLease(feed, grace)

  return {
    initial: () => initial,
    // While it is fed, what the last frame showed: everybody sees the same. Else nobody tells of changes, so look.
    get: () => {
      if (!fed) refresh()
      return snapshot
    },
    subscribe: (changed) => {
      const subscriber = { changed }
      subscribers.add(subscriber)
      const release = hold()
      return () => {
        subscribers.delete(subscriber)
        release()
      }
    },
  }
}
