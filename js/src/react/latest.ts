import { createStore, type Snapshots } from '../store.js'
import { GRACE } from './grace.js'
import { sharedStore } from './shared-store.js'
import { listen, type Source } from './source.js'

/** A field of the payload, or a function of it. */
export type Key = string | ((payload: never) => unknown)

type Values = ReadonlyMap<unknown, unknown>

const none: Values = new Map()

/**
 * The latest message of a type, or a map with the latest of every key, as a store. Components that name the same field
 * (or none) share it: a table of many rows costs one listener and one map.
 */
export function latestOf(source: Source | null, type: string, key: Key | undefined, limit: number): Snapshots<unknown> {
  if (!source || typeof key === 'function') return createLatest(source, type, key, limit)
  return sharedStore(source, ['latest', type, key, limit], () => createLatest(source, type, key, limit))
}

function createLatest(source: Source | null, type: string, key: Key | undefined, limit: number): Snapshots<unknown> {
  return key === undefined ? createLast(source, type) : createByKey(source, type, keyReader(key), limit)
}

const keyReader = (key: Key) =>
  typeof key === 'function' ? key : (payload: never) => (payload as Record<string, unknown> | null)?.[key]

function createLast(source: Source | null, type: string): Snapshots<unknown> {
  let last: unknown
  const forget = () => {
    last = undefined
  }
  const start = (touched: () => void) =>
    hear(source, type, forget, (payload) => {
      last = payload
      touched()
    })
  return createStore({ initial: undefined, read: () => last, start, grace: GRACE })
}

function createByKey(
  source: Source | null,
  type: string,
  keyOf: (payload: never) => unknown,
  limit: number,
): Snapshots<unknown> {
  let arrived = new Map<unknown, unknown>()
  let empty = false

  const read = (before: Values): Values => {
    const base = empty ? none : before
    empty = false
    const news = [...arrived].filter(([key, value]) => !base.has(key) || !Object.is(base.get(key), value))
    arrived = new Map()
    return news.length ? bounded(new Map([...base, ...news]), limit) : base
  }
  const forget = () => {
    arrived = new Map()
    empty = true
  }
  const start = (touched: () => void) =>
    hear(source, type, forget, (payload) => {
      arrived.set(keyOf(payload), payload)
      touched()
    })
  return createStore({ initial: none, read, start, grace: GRACE })
}

/** Keys that came first go first. */
function bounded(values: Map<unknown, unknown>, limit: number): Values {
  for (const key of values.keys()) {
    if (values.size <= limit) break
    values.delete(key)
  }
  return values
}

/** Who comes back long after the last has left finds nothing rather than what is out of date. */
function hear(source: Source | null, type: string, forget: () => void, listener: (payload: never) => void) {
  const off = listen(source, type, listener)
  return () => {
    off()
    forget()
  }
}
