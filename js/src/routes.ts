import type { Slot } from './slot.js'

interface Held {
  count: number
  /** The engine's; 0 while there is none. */
  number: number
}

/** The types that somebody listens to, counted; the engine knows each by a number. */
export class Routes {
  readonly #slot: Slot
  readonly #held = new Map<string, Held>()
  readonly #names = new Map<number, string>()

  constructor(slot: Slot) {
    this.#slot = slot
  }

  name(route: number): string | undefined {
    return this.#names.get(route)
  }

  hold(type: string): void {
    const held = this.#held.get(type)
    if (held) held.count++
    else this.#begin(type)
  }

  release(type: string): void {
    const held = this.#held.get(type)
    if (!held || --held.count) return
    this.#held.delete(type)
    if (held.number) this.#slot.port?.unlisten(held.number)
  }

  /** A new engine numbers them anew. */
  attach(): void {
    this.#names.clear()
    for (const [type, held] of this.#held) held.number = this.#listen(type)
  }

  #begin(type: string): void {
    const held = { count: 1, number: 0 }
    this.#held.set(type, held)
    held.number = this.#listen(type)
  }

  #listen(type: string): number {
    const number = this.#slot.port?.listen(type) ?? 0
    if (number) this.#names.set(number, type)
    return number
  }
}
