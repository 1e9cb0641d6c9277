import { createLatest, keyedShelf } from '../latest.js'
import { KeyedShelf, latestShelf, type Shelf } from '../shelf.js'
import type { Snapshots } from '../store.js'
import type { AnyListener } from '../types.js'
import { type Keeping, type KeepingOptions, keepingOf, wishOf } from '../view-wish.js'
import { GRACE } from './grace.js'
import { sharedStore } from './shared-store.js'
import { listen, type Source } from './source.js'

/** A path into the payload, or a function of it. */
export type Key = string | ((payload: never) => unknown)

/**
 * The latest message of a type, or a map with the latest of every key, as a store. Components that name the same key
 * (or none) share it: a table of many rows costs one view and one map. Who comes back long after the last has left finds
 * nothing rather than what is out of date.
 * @throws ConnectionError `bad-option`
 */
export function latestOf(
  source: Source | null,
  type: string,
  key: Key | undefined,
  options: KeepingOptions,
): Snapshots<unknown> {
  const keeping = keepingOf(options)
  const make = () => createLatestOf(source, type, key, keeping)
  if (!source || typeof key === 'function') return make()
  return sharedStore(source, ['latest', type, key, keeping], make)
}

/** The engine knows paths. A function must see each payload. */
function createLatestOf(source: Source | null, type: string, key: Key | undefined, keeping: Keeping) {
  const wish = typeof key === 'function' ? undefined : wishOf(key, keeping)
  const hear = (listener: AnyListener) => listen(source, type, listener)
  return createLatest(hear, shelfFor(key, keeping), wish, { every: keeping.every, grace: GRACE })
}

function shelfFor(key: Key | undefined, keeping: Keeping): Shelf<unknown> {
  if (key === undefined) return latestShelf(keeping.maxAge)
  const shelf =
    typeof key === 'function'
      ? new KeyedShelf(key as (payload: unknown) => unknown, keeping.limit, keeping.maxAge)
      : keyedShelf(key, keeping)
  return shelf as Shelf<unknown>
}
