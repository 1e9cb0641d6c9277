import type { Snapshots } from '../store.js'
import type { Source } from './source.js'

const stores = new WeakMap<Source, Map<string, unknown>>()

/** The store of that name at a source: components that ask for the same share it, and with it what has arrived before. */
export function sharedStore<T>(source: Source, name: readonly unknown[], make: () => Snapshots<T>): Snapshots<T> {
  const there = stores.get(source) ?? new Map<string, unknown>()
  stores.set(source, there)
  const key = JSON.stringify(name)
  const store = (there.get(key) as Snapshots<T> | undefined) ?? make()
  there.set(key, store)
  return store
}
