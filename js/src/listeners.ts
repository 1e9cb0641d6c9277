import { bad } from './check.js'
import { report } from './errors.js'
import type { AnyListener, Meta, Off } from './types.js'
import { isViewer, type Viewer } from './views.js'

type Held = { readonly listener: AnyListener; readonly once: boolean }

const nothing: Meta = Object.freeze({})

/** Who listens to what. Names come from users and from the network alike: a Map, never an object. */
export class Listeners {
  readonly #held = new Map<string, readonly Held[]>()
  /** Those for whom the engine keeps messages, and what closes their views. */
  readonly #viewers = new Map<string, ReadonlyMap<Viewer, Off>>()
  readonly #changed: (name: string, heard: boolean) => void
  readonly #open: (name: string, viewer: Viewer) => Off | undefined

  /**
   * @param changed - told when the first listener of a name comes and when its last one leaves
   * @param open - opens a view, and returns what closes it; nothing where a viewer must hear each message
   */
  constructor(
    changed: (name: string, heard: boolean) => void = () => {},
    open: (name: string, viewer: Viewer) => Off | undefined = () => undefined,
  ) {
    this.#changed = changed
    this.#open = open
  }

  get size(): number {
    return this.#held.size
  }

  has(name: string): boolean {
    return this.#held.has(name) || this.#viewers.has(name)
  }

  on(name: string, listener: AnyListener, once = false): Off {
    if (typeof listener !== 'function') throw bad('A listener', 'a function', listener)
    const close = !once && isViewer(listener) ? this.#open(name, listener) : undefined
    if (close) return this.#view(name, listener as Viewer, close)
    const held = { listener, once }
    this.#set(name, [...(this.#held.get(name) ?? []), held])
    return () => this.#keep(name, (other) => other !== held)
  }

  off(name: string, listener: AnyListener): void {
    this.#keep(name, (held) => held.listener !== listener)
    if (isViewer(listener)) this.#close(name, listener)
  }

  clear(): void {
    for (const [name, viewers] of this.#viewers) for (const viewer of viewers.keys()) this.#close(name, viewer)
    for (const name of [...this.#held.keys()]) this.#set(name, [])
  }

  /** The lists are never changed in place, so that a listener may come or leave meanwhile. */
  emit(name: string, value: unknown, meta: Meta = nothing, live: () => boolean = () => true): void {
    for (const held of this.#held.get(name) ?? []) {
      if (!live()) return
      if (held.once && !this.#leave(name, held)) continue
      call(held.listener, value, meta)
    }
  }

  /** What didn't come by the engine, to those who hear by it only. */
  show(name: string, value: unknown, meta: Meta): void {
    for (const viewer of this.#viewers.get(name)?.keys() ?? []) call(viewer, value, meta)
  }

  #view(name: string, viewer: Viewer, close: Off): Off {
    this.#viewers.set(name, new Map(this.#viewers.get(name)).set(viewer, close))
    return () => this.#close(name, viewer)
  }

  #close(name: string, viewer: Viewer): void {
    const viewers = new Map(this.#viewers.get(name))
    const close = viewers.get(viewer)
    viewers.delete(viewer)
    if (viewers.size) this.#viewers.set(name, viewers)
    else this.#viewers.delete(name)
    close?.()
  }

  #leave(name: string, held: Held): boolean {
    const there = this.#held.get(name)?.includes(held) ?? false
    this.#keep(name, (other) => other !== held)
    return there
  }

  #keep(name: string, wanted: (held: Held) => boolean): void {
    const before = this.#held.get(name)
    const after = before?.filter(wanted)
    if (after && after.length !== before?.length) this.#set(name, after)
  }

  #set(name: string, list: readonly Held[]): void {
    const heard = this.#held.has(name)
    if (list.length) this.#held.set(name, list)
    else this.#held.delete(name)
    if (heard !== this.#held.has(name)) this.#changed(name, !heard)
  }
}

function call(listener: AnyListener, value: unknown, meta: Meta): void {
  try {
    listener(value as never, meta)
  } catch (error) {
    report(error)
  }
}
