import type { DropReason } from './border.js'
import { type Deferred, deferred } from './deferred.js'
import { ConnectionError } from './errors.js'
import type { Receipt } from './types.js'

export type Dropped = DropReason | 'engine'

const why: Record<Dropped, string> = {
  full: 'The outbox was full',
  disconnected: 'The connection has ended',
  other_destination: 'The connection went to another URL than the message was meant for',
  withdrawn: 'The request was withdrawn before it left',
  engine: 'The engine stopped',
}

export const dropped = (reason: Dropped): ConnectionError =>
  new ConnectionError('dropped', `${why[reason]}: a queued message was dropped`, { details: reason.replace('_', '-') })

/** The promise is made when somebody asks for it: most never do. */
export class Slip implements Receipt {
  #done: Deferred<void> | undefined
  #outcome: ConnectionError | 'left' | undefined

  constructor(readonly fate: Receipt['fate']) {
    if (fate === 'sent') this.#outcome = 'left'
    if (fate === 'dropped') this.#outcome = dropped('full')
  }

  get done(): Promise<void> {
    if (!this.#done) {
      this.#done = deferred()
      this.#tell()
    }
    return this.#done.promise
  }

  get watched(): boolean {
    return this.#done !== undefined
  }

  settle(outcome: ConnectionError | 'left'): void {
    this.#outcome = outcome
    this.#tell()
  }

  #tell(): void {
    if (this.#outcome === 'left') this.#done?.resolve()
    else if (this.#outcome) this.#done?.reject(this.#outcome)
  }
}

/** Messages in the outbox, by ticket. */
export class Receipts {
  readonly #queued = new Map<number, Slip>()

  get size(): number {
    return this.#queued.size
  }

  keep(ticket: number, slip: Slip): void {
    this.#queued.set(ticket, slip)
  }

  left(ticket: number): void {
    this.#queued.get(ticket)?.settle('left')
    this.#queued.delete(ticket)
  }

  /** @returns the error, where nobody has asked to be told */
  dropped(ticket: number, reason: Dropped): ConnectionError | undefined {
    return this.fail(ticket, dropped(reason))
  }

  /** @returns the error, where nobody has asked to be told */
  fail(ticket: number, error: ConnectionError): ConnectionError | undefined {
    const slip = this.#queued.get(ticket)
    this.#queued.delete(ticket)
    slip?.settle(error)
    return slip && !slip.watched ? error : undefined
  }

  dropAll(reason: Dropped): void {
    for (const ticket of [...this.#queued.keys()]) this.dropped(ticket, reason)
  }
}
