import { Market } from './market.js'

/** @typedef {import('./peer.js').Peer} Peer */
/** @typedef {{ perSecond: number, owed: number, sent: number, skipped: number }} Account */

// Milliseconds: as often as a display, so that a page gets even portions.
const tick = 16
// Bytes that may wait for a slow client; the quotes after them are skipped.
const mostBacklog = 1_048_576
// A tick that comes late doesn't make good more than this many milliseconds.
const mostElapsed = 100

/** Streams quotes to every subscriber at the rate it asked for. */
export class Quotes {
  #market = new Market()
  /** @type {Map<Peer, Account>} */
  #accounts = new Map()
  /** @type {NodeJS.Timeout | undefined} */
  #ticking
  /** @type {NodeJS.Timeout | undefined} */
  #telling
  #tickedAt = 0

  /** @param {Peer} peer */
  enter(peer) {
    if (!this.#accounts.has(peer)) this.#accounts.set(peer, { perSecond: 100, owed: 0, sent: 0, skipped: 0 })
    if (!this.#ticking) this.#start()
  }

  /** @param {Peer} peer @param {number} perSecond */
  rate(peer, perSecond) {
    const account = this.#accounts.get(peer)
    if (account) Object.assign(account, { perSecond, owed: 0 })
    return account !== undefined
  }

  /** @param {Peer} peer */
  leave(peer) {
    this.#accounts.delete(peer)
    if (this.#accounts.size === 0) this.stop()
  }

  stop() {
    clearInterval(this.#ticking)
    clearInterval(this.#telling)
    this.#ticking = this.#telling = undefined
  }

  #start() {
    this.#tickedAt = performance.now()
    this.#ticking = setInterval(() => this.#tick(), tick)
    this.#telling = setInterval(() => this.#tell(), 1000)
  }

  #tick() {
    const now = performance.now()
    const elapsed = Math.min(mostElapsed, now - this.#tickedAt)
    this.#tickedAt = now
    for (const [peer, account] of this.#accounts) this.#serve(peer, account, elapsed)
  }

  /** @param {Peer} peer @param {Account} account @param {number} elapsed */
  #serve(peer, account, elapsed) {
    account.owed += (account.perSecond * elapsed) / 1000
    const due = Math.floor(account.owed)
    account.owed -= due
    if (peer.weather.frozen || peer.backlog > mostBacklog) account.skipped += due
    else this.#send(peer, account, due)
  }

  /** @param {Peer} peer @param {Account} account @param {number} due */
  #send(peer, account, due) {
    account.sent += due
    peer.together(() => {
      for (let i = 0; i < due; i++) peer.write(this.#market.quote())
    })
  }

  #tell() {
    for (const [peer, { perSecond, sent, skipped }] of this.#accounts) {
      peer.send({ type: 'quote-figures', channel: 'quotes', payload: { perSecond, sent, skipped } })
    }
  }
}
