/** How many go at once before the pace is kept. */
const burst = 4

/** Lets a few go at once, and from then on one every few milliseconds, until there is a pause. */
export class Pace {
  readonly #milliseconds: number
  readonly #wake: () => void
  #last = Number.NEGATIVE_INFINITY
  #row = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** @param wake - called when the next one may go, if one was held back */
  constructor(milliseconds: number, wake: () => void) {
    this.#milliseconds = milliseconds
    this.#wake = wake
  }

  /** @returns whether one may go now */
  allows(): boolean {
    const left = this.#last + this.#milliseconds - performance.now()
    if (left <= 0 || this.#row < burst) return true
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#wake()
    }, left)
    return false
  }

  /** One has gone. */
  went(): void {
    const now = performance.now()
    this.#row = now - this.#last < 2 * this.#milliseconds ? this.#row + 1 : 1
    this.#last = now
    this.stop()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
