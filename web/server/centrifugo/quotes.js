import { Market } from '../market.js'

/** @import { Publisher } from './publisher.js' */
/** @import { Stream } from './orders.js' */
/** @typedef {{ perSecond: number, stream: Stream }} Wish */

// Milliseconds between two publications of quotes, each of them a batch; and of boards.
const ticks = { quotes: 20, board: 100 }
// A page says again and again that it is there; milliseconds after which it isn't.
const lease = 15_000
// A tick that comes late doesn't make good more than this many milliseconds.
const mostElapsed = 100

const boards = ['board:whole', 'board:delta']

/** Publishes quotes for as long as a page wants them. They are everybody's: so is the rate, as the last one asked for it. */
export class Quotes {
  #market = new Market()
  #publisher
  /** @type {Wish} */
  #wish = { perSecond: 0, stream: 'quotes' }
  /** @type {NodeJS.Timeout | undefined} */
  #ticking
  /** @type {NodeJS.Timeout | undefined} */
  #ending
  #tickedAt = 0
  #toldAt = 0
  #owed = 0
  #isBusy = false
  #sent = 0
  #skipped = 0

  /** @param {Publisher} publisher */
  constructor(publisher) {
    this.#publisher = publisher
  }

  /** @param {Wish} wish */
  want(wish) {
    clearTimeout(this.#ending)
    this.#ending = setTimeout(() => this.stop(), lease)
    if (this.#ticking && wish.stream === this.#wish.stream) {
      this.#wish = wish
      return
    }
    clearInterval(this.#ticking)
    this.#wish = wish
    this.#tickedAt = performance.now()
    this.#ticking = setInterval(() => this.#tick(), ticks[wish.stream])
  }

  stop() {
    clearTimeout(this.#ending)
    clearInterval(this.#ticking)
    this.#ticking = undefined
  }

  #tick() {
    const now = performance.now()
    this.#owed += (this.#wish.perSecond * Math.min(mostElapsed, now - this.#tickedAt)) / 1000
    this.#tickedAt = now
    const due = Math.floor(this.#owed)
    this.#owed -= due
    if (this.#isBusy) this.#skipped += due
    else if (due > 0 || this.#wish.stream === 'board') void this.#publish(due, now)
  }

  /** @param {number} due @param {number} now */
  async #publish(due, now) {
    this.#isBusy = true
    try {
      const quotes = Array.from({ length: due }, () => this.#market.next())
      if (this.#wish.stream === 'board') await this.#board()
      else await this.#batch(quotes)
      this.#sent += due
      if (now - this.#toldAt >= 1000) await this.#tell(now)
    } catch {
      // A quote that nobody took is stale by the next one.
      this.#skipped += due
    }
    this.#isBusy = false
  }

  /** Every quote as a message of its own. @param {readonly object[]} quotes */
  #batch(quotes) {
    const commands = quotes.map((payload) => ({
      publish: { channel: 'quotes:each', data: { type: 'quote', payload } },
    }))
    return this.#publisher.call('batch', { commands })
  }

  /** All prices as one message, in two channels: who compares them sees what the difference costs. */
  #board() {
    return this.#publisher.call('broadcast', {
      channels: boards,
      data: { type: 'board', payload: this.#market.board() },
    })
  }

  /** @param {number} now */
  #tell(now) {
    this.#toldAt = now
    const payload = { perSecond: this.#wish.perSecond, sent: this.#sent, skipped: this.#skipped }
    return this.#publisher.call('publish', { channel: 'quotes:figures', data: { type: 'quote-figures', payload } })
  }
}
