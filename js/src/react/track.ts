import type { Snapshots } from '../store.js'
import type { Off } from '../types.js'

export type Sources<T> = { readonly [K in keyof T]: Snapshots<T[K]> }

/** A view whose fields in `T` are getters; `seen` holds what they gave. */
interface Look<T, V> {
  readonly view: V
  readonly seen: Partial<T>
}

/** A store of views that changes only with fields that were read of a view before. */
export class Tracked<T extends object, Constant extends object> implements Snapshots<Readonly<T> & Constant> {
  readonly #sources: Sources<T>
  readonly #constant: Constant
  readonly #keys: readonly (keyof T)[]
  readonly #read = new Set<keyof T>()
  readonly #watched = new Map<keyof T, Off>()
  readonly #subscribers = new Set<{ readonly changed: () => void }>()
  readonly #first: Look<T, Readonly<T> & Constant>
  #now: Look<T, Readonly<T> & Constant>

  /** @param constant - what belongs to every view as it is */
  constructor(sources: Sources<T>, constant: Constant) {
    this.#sources = sources
    this.#constant = constant
    this.#keys = Object.keys(sources) as (keyof T)[]
    this.#first = this.#look('initial')
    const untouched = this.#keys.every((key) => Object.is(sources[key].get(), sources[key].initial()))
    this.#now = untouched ? this.#first : this.#look('get')
  }

  readonly initial = () => this.#first.view
  readonly get = () => this.#now.view

  readonly subscribe = (changed: () => void): Off => {
    const subscriber = { changed }
    this.#subscribers.add(subscriber)
    this.#watch()
    return () => {
      this.#subscribers.delete(subscriber)
      if (!this.#subscribers.size) this.#leave()
    }
  }

  #watch(): void {
    if (!this.#subscribers.size) return
    for (const key of this.#read) if (!this.#watched.has(key)) this.#follow(key)
  }

  // A render must not subscribe; what it has read is followed once it is over.
  #note(key: keyof T): void {
    if (this.#read.has(key)) return
    this.#read.add(key)
    if (this.#subscribers.size) queueMicrotask(() => this.#watch())
  }

  #follow(key: keyof T): void {
    const changed = () => this.#changed(key)
    this.#watched.set(key, this.#sources[key].subscribe(changed))
    changed()
  }

  #leave(): void {
    for (const off of this.#watched.values()) off()
    this.#watched.clear()
  }

  #changed(key: keyof T): void {
    const { seen } = this.#now
    if (!(key in seen) || Object.is(seen[key], this.#sources[key].get())) return
    this.#now = this.#look('get')
    for (const { changed } of [...this.#subscribers]) changed()
  }

  // A field keeps the value that was first read of it: a view doesn't change under the eyes of a render.
  #look(from: 'get' | 'initial'): Look<T, Readonly<T> & Constant> {
    const seen: Partial<T> = {}
    const view = { ...this.#constant } as Readonly<T> & Constant
    for (const key of this.#keys) {
      const get = () => {
        this.#note(key)
        if (!(key in seen)) seen[key] = this.#sources[key][this.#subscribers.size ? 'get' : from]()
        return seen[key]
      }
      Object.defineProperty(view, key, { enumerable: true, get })
    }
    return { view, seen }
  }
}
