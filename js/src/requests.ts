import { outcomes } from './border.js'
import { milliseconds, named, optionalSignal } from './check.js'
import type { News } from './engine.js'
import { aborted, ConnectionError } from './errors.js'
import { because, wordsOf } from './faults.js'
import type { Inspector } from './inspector.js'
import { stringify } from './json.js'
import type { Outgoing } from './outgoing.js'
import { dropped } from './receipts.js'
import type { RequestOptions } from './types.js'

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** Requests that await a reply, by the id that ties the two. */
export class Requests {
  readonly #waiting = new Map<number, Waiting>()
  readonly #outgoing: Outgoing
  readonly #inspector: Inspector
  readonly #field: string
  #last = 0

  /** @param field - of the envelope, for the id */
  constructor(outgoing: Outgoing, inspector: Inspector, field: string) {
    this.#outgoing = outgoing
    this.#inspector = inspector
    this.#field = field
  }

  get size(): number {
    return this.#waiting.size
  }

  send(message: object, options: RequestOptions): Promise<unknown> {
    const { timeout = 10_000, signal } = named('the options of request', options, ['timeout', 'signal'])
    const id = ++this.#last
    return new Promise((resolve, reject) => {
      const checked = optionalSignal(signal)
      if (checked?.aborted) throw aborted(checked)
      const whole = { ...message, [this.#field]: id }
      const data = stringify(whole)
      this.#wait(id, { resolve, reject }, milliseconds('timeout', timeout, 1), signal)
      this.#inspector.outgoing(whole, data)
      this.#post(id, data, timeout)
    })
  }

  settle({ a: id, b, c, d, frame }: News): void {
    const outcome = outcomes[b]
    if (outcome === 'done' || outcome === 'refused') {
      if (typeof frame.data === 'string') this.#inspector.reply(frame.data)
      this.#answer(id, outcome, () => (d > c ? frame.json(c, d) : undefined))
    } else this.#fail(id, unanswered[outcome ?? 'closed']())
  }

  /** It never left. */
  refuse(id: number, error: ConnectionError): void {
    this.#fail(id, error)
  }

  failAll(error: ConnectionError): void {
    for (const id of [...this.#waiting.keys()]) this.#fail(id, error)
  }

  #post(id: number, data: string, replyTimeout: number): void {
    try {
      const { fate } = this.#outgoing.send(data, { request: id, replyTimeout })
      if (fate === 'dropped') this.#fail(id, dropped('full'))
    } catch (error) {
      this.#fail(id, error)
    }
  }

  /** The engine keeps time too, but not before there is one. */
  #wait(id: number, { resolve, reject }: Waiting, timeout: number, signal: AbortSignal | undefined): void {
    const timer = setTimeout(() => this.#forget(id, unanswered.timed_out()), timeout)
    const abort = () => this.#forget(id, aborted(signal as AbortSignal))
    signal?.addEventListener('abort', abort)
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      this.#waiting.delete(id)
    }
    this.#waiting.set(id, { resolve: (value) => (done(), resolve(value)), reject: (error) => (done(), reject(error)) })
  }

  #forget(id: number, error: ConnectionError): void {
    this.#fail(id, error)
    this.#outgoing.forget(id)
  }

  #fail(id: number, error: unknown): void {
    this.#waiting.get(id)?.reject(error)
  }

  #answer(id: number, outcome: 'done' | 'refused', read: () => unknown): void {
    const waiting = this.#waiting.get(id)
    try {
      const body = waiting && read()
      if (outcome === 'done') waiting?.resolve(body)
      else waiting?.reject(refusal(body))
    } catch (cause) {
      waiting?.reject(new ConnectionError('bad-message', 'The reply is not JSON', { cause }))
    }
  }
}

const refusal = (details: unknown) =>
  new ConnectionError('server', because('The server refused the request', wordsOf(details)), { details })

const unanswered = {
  timed_out: () => new ConnectionError('timeout', 'The reply did not come in time'),
  closed: () => new ConnectionError('closed', 'The connection was lost before the reply'),
  dropped: () => dropped('disconnected'),
}
