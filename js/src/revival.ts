import type { Hint } from './border.js'
import type { RetryInfo } from './events.js'
import type { EngineOptions } from './options.js'
import { watchPage } from './page.js'
import type { Off } from './types.js'

/** A user who was away needn't wait as if nobody had been. */
const wakes: ReadonlySet<Hint> = new Set(['online', 'resumed', 'page_shown', 'visible'])

/**
 * When to bring an engine again that has stopped, or that could not be had. It draws as src/core/backoff.h does, while there is no
 * engine to do so.
 */
export class Revival {
  readonly #policy: EngineOptions['reconnect']
  readonly #planned: (retry: RetryInfo) => void
  readonly #run: () => void
  #made = 0
  #window = 0
  /** `performance.now()` when the engine came. */
  #arrived = Infinity
  #due: number | undefined
  #cancel: Off = () => {}

  /**
   * @param planned - told of the next attempt
   * @param run - makes it
   */
  constructor(policy: EngineOptions['reconnect'], planned: (retry: RetryInfo) => void, run: () => void) {
    this.#policy = policy
    this.#planned = planned
    this.#run = run
  }

  /** Since there was an engine that lasted. */
  get attempts(): number {
    return this.#isStable ? 0 : this.#made
  }

  /** Milliseconds until the next one, where one is planned. */
  get left(): number | undefined {
    return this.#due === undefined ? undefined : Math.max(0, this.#due - performance.now())
  }

  arrived(): void {
    this.#arrived = performance.now()
  }

  /** The user wants it now, or not at all. */
  reset(): void {
    this.#stop()
    this.#made = 0
  }

  /**
   * There is no engine: the first window is narrow, but wide where one stopped that had lasted, which may be so in a whole fleet at
   * once.
   * @returns milliseconds until the next attempt; nothing, once they are spent
   */
  next(): number | undefined {
    const { enabled, attempts, first, spread, longest, jitter } = this.#policy
    const lasted = this.#isStable
    this.#arrived = Infinity
    if (lasted) this.#made = 0
    if (!enabled || (attempts >= 0 && this.#made >= attempts)) return undefined
    if (this.#made === 0) this.#window = lasted && jitter === 'full' ? Math.max(first, spread) : first
    return this.#draw(Math.min(longest, this.#window * 2 ** Math.min(this.#made++, 32)))
  }

  plan(delay: number): void {
    this.#stop()
    const timer = setTimeout(() => this.#begin(), delay)
    const unwatch = watchPage((hint) => wakes.has(hint) && this.#hurry())
    this.#due = performance.now() + delay
    this.#cancel = () => {
      clearTimeout(timer)
      unwatch()
    }
    this.#planned({ attempt: this.#made, delay })
  }

  #begin(): void {
    this.#stop()
    this.#run()
  }

  #hurry(): void {
    const { first } = this.#policy
    if ((this.left ?? 0) > first) this.plan(this.#draw(first))
  }

  #draw(window: number): number {
    return this.#policy.jitter === 'full' ? window * Math.random() : window
  }

  #stop(): void {
    this.#cancel()
    this.#cancel = () => {}
    this.#due = undefined
  }

  get #isStable(): boolean {
    return performance.now() - this.#arrived >= this.#policy.stable
  }
}
