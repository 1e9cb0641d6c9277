import { states } from '../border.js'
import type { Status } from '../types.js'

/**
 * The state of a client whose engine is elsewhere. An order of the user shows at once; what the engine says is believed
 * again once it knows of the order.
 */
export class Expected {
  readonly #tell: (state: number) => void
  #state = 0
  /** The newest order that shows already. */
  #order = 0

  constructor(tell: (state: number) => void) {
    this.#tell = tell
  }

  get status(): Status {
    return states[this.#state] ?? 'failed'
  }

  expect(state: number, order: number): void {
    this.#order = order
    this.#move(state)
  }

  /** @param orders - the newest order that the engine knew of */
  changed(state: number, orders: number): void {
    if (orders >= this.#order) this.#move(state)
  }

  #move(state: number): void {
    this.#state = state
    this.#tell(state)
  }
}
