import type { Quote } from '../connection/protocol'

// A point every so many milliseconds, and so many points: one minute.
const pace = 200
const most = 300

/** Samples the price of one symbol. */
export class PriceTrack {
  readonly times: number[] = []
  readonly prices: number[] = []
  #latest: number | undefined

  constructor(readonly symbol: string) {}

  see({ symbol, price }: Quote) {
    if (symbol === this.symbol) this.#latest = price
  }

  /** Takes points until the returned function is called. */
  start(taken: () => void) {
    const timer = setInterval(() => {
      if (this.#latest === undefined) return
      this.#keep(Date.now() / 1000, this.#latest)
      taken()
    }, pace)
    return () => clearInterval(timer)
  }

  #keep(time: number, price: number) {
    this.times.push(time)
    this.prices.push(price)
    if (this.times.length <= most) return
    this.times.shift()
    this.prices.shift()
  }
}
