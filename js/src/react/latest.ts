import { createLatest, defaultBytes, keyedShelf, mostCount } from '../latest.js'
import { KeyedShelf, latestShelf, type Shelf } from '../shelf.js'
import type { Snapshots } from '../store.js'
import type { AnyListener } from '../types.js'
import { GRACE } from './grace.js'
import { sharedStore } from './shared-store.js'
import { listen, type Source } from './source.js'

/** A path into the payload, or a function of it. */
export type Key = string | ((payload: never) => unknown)

/** What is kept, whichever messages they are. */
export interface Keeping {
  readonly limit: number
  readonly every: number | undefined
  readonly maxAge: number | undefined
  readonly maxBytes: number | undefined
}

/**
 * The latest message of a type, or a map with the latest of every key, as a store. Components that name the same key
 * (or none) share it: a table of many rows costs one view and one map. Who comes back long after the last has left finds
 * nothing rather than what is out of date.
 */
export function latestOf(
  source: Source | null,
  type: string,
  key: Key | undefined,
  keeping: Keeping,
): Snapshots<unknown> {
  const make = () => createLatestOf(source, type, key, keeping)
  if (!source || typeof key === 'function') return make()
  return sharedStore(source, ['latest', type, key, keeping], make)
}

/** The engine knows paths. A function must see each payload. */
function createLatestOf(source: Source | null, type: string, key: Key | undefined, keeping: Keeping) {
  const { every, maxAge, maxBytes = defaultBytes } = keeping
  const limit = Math.min(Math.max(1, Math.floor(keeping.limit)), mostCount)
  const wish =
    typeof key === 'function' ? undefined : { key, limit: key === undefined ? 1 : limit, maxBytes, every, maxAge }
  const hear = (listener: AnyListener) => listen(source, type, listener)
  return createLatest(hear, shelfFor(key, limit, maxAge), wish, { every, grace: GRACE })
}

function shelfFor(key: Key | undefined, limit: number, maxAge: number | undefined): Shelf<unknown> {
  if (key === undefined) return latestShelf(maxAge)
  const shelf =
    typeof key === 'function'
      ? new KeyedShelf(key as (payload: unknown) => unknown, limit, maxAge)
      : keyedShelf(key, { limit, maxAge })
  return shelf as Shelf<unknown>
}
