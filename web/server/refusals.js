// The door forgets whom to refuse after this many milliseconds, or the map would grow for ever.
const memory = 120_000

/** @typedef {'refuse' | 'stall'} Refusal */

/** Whose next attempts are turned away at the door. */
export class Refusals {
  /** @type {Map<string, { refusal: Refusal, left: number, timer: NodeJS.Timeout }>} */
  #orders = new Map()

  /** @param {string} id @param {Refusal} refusal @param {number} count */
  order(id, refusal, count) {
    this.#forget(id)
    if (count === 0) return
    const timer = setTimeout(() => this.#orders.delete(id), memory)
    this.#orders.set(id, { refusal, left: count, timer: timer.unref() })
  }

  /** What to do to this attempt. @param {string} id @returns {Refusal | undefined} */
  take(id) {
    const order = this.#orders.get(id)
    if (order && --order.left === 0) this.#forget(id)
    return order?.refusal
  }

  clear() {
    for (const id of [...this.#orders.keys()]) this.#forget(id)
  }

  /** @param {string} id */
  #forget(id) {
    clearTimeout(this.#orders.get(id)?.timer)
    this.#orders.delete(id)
  }
}
