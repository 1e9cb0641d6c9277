import type { Hint } from './border.js'
import type { RetryInfo } from './events.js'
import type { EngineOptions } from './options.js'
import { watchPage } from './page.js'
import type { Off } from './types.js'

/** What brings a planned attempt forward. */
const wakes: ReadonlySet<Hint> = new Set(['online', 'resumed', 'page_shown', 'visible'])

/**
 * When to bring an engine again that has stopped, or that could not be had: with the draws of src/core/backoff.h, whose row of
 * attempts goes on here while there is no engine, and in the next one.
 */
export class Revival {
  readonly #policy: EngineOptions['reconnect']
  readonly #planned: (retry: RetryInfo) => void
  readonly #run: () => void
  #made = 0
  #row = 0
  #window: number
  /** `performance.now()` when the link came that is open. */
  #opened: number | undefined
  #due: number | undefined
  #cancel: Off = () => {}

  /**
   * @param planned - told of the next attempt
   * @param run - makes it
   */
  constructor(policy: EngineOptions['reconnect'], planned: (retry: RetryInfo) => void, run: () => void) {
    this.#policy = policy
    this.#window = policy.first
    this.#planned = planned
    this.#run = run
  }

  /** A link is open, as far as was told. */
  get isOpen(): boolean {
    return this.#opened !== undefined
  }

  /** Since the last link that was stable. */
  get attempts(): number {
    return this.#made
  }

  /** Milliseconds until the next one, where one is planned. */
  get left(): number | undefined {
    return this.#due === undefined ? undefined : Math.max(0, this.#due - performance.now())
  }

  /** The engine has planned one. */
  counted(attempt: number): void {
    this.#made = this.#row = attempt
    this.#window = this.#policy.first
  }

  opened(): void {
    this.#opened = performance.now()
  }

  closed(): void {
    this.#opened = undefined
  }

  /** The user wants it now, or not at all. */
  reset(): void {
    this.stop()
    this.counted(0)
  }

  /**
   * There is no engine: the window is narrow at first, but wide where a stable link went with it, as may be so in a whole fleet at
   * once.
   * @returns milliseconds until the next attempt; nothing, once they are spent
   */
  next(): number | undefined {
    const { enabled, attempts, longest } = this.#policy
    if (this.#isStable) this.#beginWide()
    this.closed()
    if (!enabled || (attempts >= 0 && this.#made >= attempts)) return undefined
    this.#made++
    return this.#draw(Math.min(longest, this.#window * 2 ** Math.min(this.#row++, 32)))
  }

  #beginWide(): void {
    const { first, spread, jitter } = this.#policy
    this.counted(0)
    if (jitter === 'full') this.#window = Math.max(first, spread)
  }

  plan(delay: number): void {
    this.stop()
    const timer = setTimeout(() => this.#begin(), delay)
    const unwatch = watchPage((hint) => wakes.has(hint) && this.#wake(hint))
    this.#due = performance.now() + delay
    this.#cancel = () => {
      clearTimeout(timer)
      unwatch()
    }
    this.#planned({ attempt: this.#made, delay })
  }

  #begin(): void {
    this.stop()
    this.#run()
  }

  /** Who was away doesn't wait as if the server had refused it. */
  #wake(hint: Hint): void {
    const { first } = this.#policy
    if (hint !== 'visible') {
      this.#row = 0
      this.#window = first
    }
    if ((this.left ?? 0) > first) this.plan(this.#draw(first))
  }

  #draw(window: number): number {
    return this.#policy.jitter === 'full' ? Math.floor(window * Math.random()) : window
  }

  /** What is planned is no more. */
  stop(): void {
    this.#cancel()
    this.#cancel = () => {}
    this.#due = undefined
  }

  get #isStable(): boolean {
    return this.#opened !== undefined && performance.now() - this.#opened >= this.#policy.stable
  }
}
