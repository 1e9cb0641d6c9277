import type { Snapshots } from '../store.js'

/** What was shown last, beyond the life of one `select`: that is often a new function at every render. */
export interface Memory<S> {
  readonly last: () => { readonly value: S } | undefined
  readonly keep: (value: S) => void
}

export function createMemory<S>(): Memory<S> {
  let last: { readonly value: S } | undefined
  return {
    last: () => last,
    keep: (value) => {
      last = { value }
    },
  }
}

/** A store of selections. A selection equal to the one before is the one before. */
export function remembered<T, S>(
  store: Snapshots<T>,
  select: (value: T) => S,
  equals: (a: S, b: S) => boolean,
  memory: Memory<S>,
): Snapshots<S> {
  const selectOf = (read: () => T) => {
    let of: { readonly base: T; readonly value: S } | undefined
    return () => {
      const base = read()
      if (of && Object.is(of.base, base)) return of.value
      const before = of ?? memory.last()
      const value = select(base)
      of = { base, value: before && equals(before.value, value) ? before.value : value }
      return of.value
    }
  }
  return { subscribe: store.subscribe, get: selectOf(store.get), initial: selectOf(store.initial) }
}
