import type { Gatherer } from './gather.js'
import type { Keyed, Listed } from './views.js'

/** What is kept of messages of which only the latest counts. */
export interface Shelf<T> extends Gatherer {
  readonly initial: T
  /** The same as before where nothing has changed. */
  read(before: T): T
  clear(): void
}

/** How long a value counts, in milliseconds: for those that were heard by themselves, or whose engine is gone; the engine sees to its own. */
type MaxAge = number | undefined

export function latestShelf(maxAge: MaxAge): Shelf<unknown> {
  let last: unknown
  let until = Number.POSITIVE_INFINITY
  const keep = (value: unknown, age: MaxAge) => {
    last = value
    until = age === undefined ? Number.POSITIVE_INFINITY : performance.now() + age
  }
  return {
    initial: undefined,
    put: (payload) => keep(payload, maxAge),
    // What was too old to be kept leaves nothing: what was there before is older.
    take: (news) => keep((news as Listed)[1].at(-1), undefined),
    read: () => {
      if (performance.now() > until) keep(undefined, undefined)
      return last
    },
    outlive: () => {
      if (until === Number.POSITIVE_INFINITY) keep(last, maxAge)
    },
    clear: () => keep(undefined, undefined),
  }
}

type Values = ReadonlyMap<unknown, unknown>

const none: Values = new Map()

/** The latest of each key, in the order in which the keys came. Those that came first go first. */
export class KeyedShelf implements Shelf<Values> {
  readonly initial: Values = none
  readonly #keyOf: (payload: unknown) => unknown
  readonly #limit: number
  readonly #maxAge: MaxAge
  readonly #values = new Map<unknown, unknown>()
  /** When those that no engine sees to are too old. */
  readonly #until = new Map<unknown, number>()
  #changed = false

  constructor(keyOf: (payload: unknown) => unknown, limit: number, maxAge: MaxAge) {
    this.#keyOf = keyOf
    this.#limit = limit
    this.#maxAge = maxAge
  }

  put(payload: unknown): void {
    const key = this.#keyOf(payload)
    this.#set(key, payload)
    if (this.#maxAge !== undefined) this.#until.set(key, performance.now() + this.#maxAge)
    this.#bound()
  }

  take(news: Keyed | Listed): void {
    const [gone, added, latest] = news as Keyed
    for (const key of gone) this.#delete(shown(key))
    // In the order in which they came; which spelling of a key came last, the order below says.
    for (const key of added) if (!this.#values.has(shown(key))) this.#values.set(shown(key), undefined)
    for (let at = 0; at < latest.length; at += 2) {
      const key = shown(latest[at])
      this.#set(key, latest[at + 1])
      this.#until.delete(key)
    }
    this.#bound()
  }

  /** Nobody else knows any more when they are too old. */
  outlive(): void {
    if (this.#maxAge === undefined) return
    const until = performance.now() + this.#maxAge
    for (const key of this.#values.keys()) if (!this.#until.has(key)) this.#until.set(key, until)
  }

  read(before: Values): Values {
    this.#dropOld()
    if (!this.#changed) return before
    this.#changed = false
    return this.#values.size ? new Map(this.#values) : none
  }

  clear(): void {
    for (const key of [...this.#values.keys()]) this.#delete(key)
  }

  #set(key: unknown, value: unknown): void {
    if (this.#values.has(key) && Object.is(this.#values.get(key), value)) return
    this.#values.set(key, value)
    this.#changed = true
  }

  #delete(key: unknown): void {
    if (this.#values.delete(key)) this.#changed = true
    this.#until.delete(key)
  }

  #bound(): void {
    for (const key of this.#values.keys()) {
      if (this.#values.size <= this.#limit) return
      this.#delete(key)
    }
  }

  #dropOld(): void {
    if (!this.#until.size) return
    const now = performance.now()
    for (const [key, until] of this.#until) if (now > until) this.#delete(key)
  }
}

/** A list stands for no key. */
const shown = (key: unknown): unknown => (Array.isArray(key) ? undefined : key)
