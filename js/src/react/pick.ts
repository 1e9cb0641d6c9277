import type { Snapshots } from '../store.js'
import { ignore } from './source.js'

/** Something of what is in a store, as a store. `select` gives the same for the same. */
export function pick<T, V>(store: Snapshots<T>, select: (value: T) => V): Snapshots<V> {
  return { subscribe: store.subscribe, get: () => select(store.get()), initial: () => select(store.initial()) }
}

/** A store of what doesn't change. */
export function still<T>(value: T): Snapshots<T> {
  return { subscribe: () => ignore, get: () => value, initial: () => value }
}
