import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Snapshots } from '../store.js'
import { createMemory, remembered } from './selection.js'

/** What `select` takes from a store; rendered again when that is no longer equal. */
export function useSelection<T, S>(store: Snapshots<T>, select: (value: T) => S, equals: (a: S, b: S) => boolean): S {
  const [memory] = useState(createMemory<S>)
  const selected = useMemo(() => remembered(store, select, equals, memory), [store, select, equals, memory])
  const selection = useSyncExternalStore(selected.subscribe, selected.get, selected.initial)
  useEffect(() => memory.keep(selection), [memory, selection])
  return selection
}
