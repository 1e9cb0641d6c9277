import { optionalSignal } from './check.js'
import { type Deferred, deferred } from './deferred.js'
import { aborted } from './errors.js'

/** Open while the connection is. The promise stays the same for as long as its answer does. */
export class Gate {
  #state: Deferred<void> = deferred()
  #isOpen = false

  open(): void {
    this.#isOpen = true
    this.#state.resolve()
  }

  /** The link is gone: who asks from now on waits for the next one. */
  shut(): void {
    if (this.#isOpen) this.#state = deferred()
    this.#isOpen = false
  }

  /** Tells those who wait; who asks afterwards waits anew. */
  fail(error: unknown): void {
    this.shut()
    this.#state.reject(error)
    this.#state = deferred()
  }

  wait(signal?: AbortSignal): Promise<void> {
    return signal ? unlessAborted(this.#state.promise, signal) : this.#state.promise
  }
}

function unlessAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(aborted(signal))
    optionalSignal(signal)
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
