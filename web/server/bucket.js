/** A token bucket: `burst` messages at once, `perSecond` after that. */
export class Bucket {
  /** @param {{ burst: number, perSecond: number, now?: () => number }} options */
  constructor({ burst, perSecond, now = () => performance.now() }) {
    this.burst = burst
    this.perSecond = perSecond
    this.now = now
    this.tokens = burst
    this.filledAt = now()
  }

  /** Takes a token, if there is one. */
  take() {
    this.#refill()
    if (this.tokens < 1) return false
    this.tokens -= 1
    return true
  }

  #refill() {
    const now = this.now()
    this.tokens = Math.min(this.burst, this.tokens + ((now - this.filledAt) / 1000) * this.perSecond)
    this.filledAt = now
  }
}
