import { allOff } from './all-off.js'
import { integer, named, optionalSignal } from './check.js'
import { ConnectionError } from './errors.js'
import type { End, Hub } from './hub.js'
import type { IterateOptions, Off } from './types.js'

type Waiting<T> = { readonly resolve: (result: IteratorResult<T>) => void; readonly reject: (error: unknown) => void }

/** Messages as a loop. Listens from its start on, and keeps what comes while the loop is busy. */
export function iterate<T>(
  hub: Hub,
  listen: (listener: (value: T) => void) => Off,
  options: IterateOptions,
  owner?: AbortSignal,
): AsyncIterable<T> {
  const { signal, limit = 1000 } = named('the options of messages', options, ['signal', 'limit'])
  integer('limit', limit, 1, 2 ** 31)
  const signals = [optionalSignal(signal), owner].filter((given) => given !== undefined)
  return { [Symbol.asyncIterator]: () => new Reader<T>(hub, listen, signals, limit) }
}

class Reader<T> implements AsyncIterator<T> {
  readonly #hub: Hub
  readonly #limit: number
  #leave: Off = () => {}
  #kept: T[] = []
  #waiting: Waiting<T>[] = []
  #end: { readonly error: End } | undefined
  #complained = false

  constructor(hub: Hub, listen: (listener: (value: T) => void) => Off, signals: AbortSignal[], limit: number) {
    this.#hub = hub
    this.#limit = limit
    const stop = () => this.#finish(undefined)
    if (signals.some(({ aborted }) => aborted)) {
      stop()
      return
    }
    for (const signal of signals) signal.addEventListener('abort', stop)
    this.#leave = allOff(
      listen((value) => this.#take(value)),
      hub.onEnd((how) => this.#finish(how)),
      ...signals.map((signal) => () => signal.removeEventListener('abort', stop)),
    )
  }

  next(): Promise<IteratorResult<T>> {
    if (this.#kept.length) return Promise.resolve({ done: false, value: this.#kept.shift() as T })
    if (this.#end) return this.#ended()
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }))
  }

  return(): Promise<IteratorResult<T>> {
    this.#kept = []
    this.#finish(undefined)
    return Promise.resolve({ done: true, value: undefined })
  }

  #take(value: T): void {
    const waiting = this.#waiting.shift()
    if (waiting) waiting.resolve({ done: false, value })
    else this.#keep(value)
  }

  #keep(value: T): void {
    this.#kept.push(value)
    if (this.#kept.length <= this.#limit) return
    this.#kept.shift()
    if (this.#complained) return
    this.#complained = true
    this.#hub.fail(
      new ConnectionError('overflow', `A loop is too slow: of its messages only the newest ${this.#limit} are kept`),
    )
  }

  #finish(error: End): void {
    if (this.#end) return
    this.#leave()
    this.#end = { error }
    const waiting = this.#waiting
    this.#waiting = []
    for (const { resolve, reject } of waiting) this.#ended().then(resolve, reject)
  }

  /** An error is thrown once; then the loop is simply over. */
  #ended(): Promise<IteratorResult<T>> {
    const error = this.#end?.error
    this.#end = { error: undefined }
    return error ? Promise.reject(error) : Promise.resolve({ done: true, value: undefined })
  }
}
