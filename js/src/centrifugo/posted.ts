import { deferred } from '../deferred.js'
import type { ConnectionError } from '../errors.js'
import type { Receipt } from '../messages.js'

/** The receipt of something that the broker confirms, or that waits for the connection. */
export class Posted implements Receipt {
  fate: 'sent' | 'queued' = 'queued'
  readonly #done = deferred<void>()
  readonly #untold: (error: ConnectionError) => void
  #watched = false

  /** @param untold - hears of a failure that nobody asked for */
  constructor(untold: (error: ConnectionError) => void) {
    this.#untold = untold
  }

  get done(): Promise<void> {
    this.#watched = true
    return this.#done.promise
  }

  readonly resolve = (): void => this.#done.resolve()

  readonly reject = (error: ConnectionError): void => {
    this.#done.reject(error)
    if (!this.#watched) this.#untold(error)
  }
}
