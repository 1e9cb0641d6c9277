import { Backlog } from './backlog.js'
import type { Fate } from './border.js'
import { named } from './check.js'
import type { Data, Shipment } from './engine-client.js'
import { ConnectionError } from './errors.js'
import { disconnected, type Life } from './life.js'
import type { EngineOptions } from './options.js'
import { type Dropped, dropped, Receipts, Slip } from './receipts.js'
import type { Slot } from './slot.js'
import { sizeOf, tooLong } from './text.js'
import type { SendOptions } from './types.js'

export interface Posting {
  readonly queue?: boolean
  readonly request?: number
  readonly replyTimeout?: number
}

const maxTicket = 2 ** 32 - 1

/** The way out: every message has one fate, and a queued one has a slip that tells the rest. */
export class Outgoing {
  /** Messages dropped that no engine has counted. */
  dropped = 0
  readonly #slot: Slot
  readonly #life: Life
  readonly #limits: EngineOptions['outbox']
  readonly #maxMessageBytes: number
  readonly #backlog: Backlog
  readonly #receipts = new Receipts()
  readonly #untold: (error: ConnectionError) => void
  #ticket = 0
  #keeps = true

  /** @param untold - hears of a dropped message whose sender asked for no word */
  constructor(slot: Slot, life: Life, options: EngineOptions, untold: (error: ConnectionError) => void) {
    this.#slot = slot
    this.#life = life
    this.#limits = options.outbox
    this.#maxMessageBytes = options.maxMessageBytes
    this.#untold = untold
    this.#backlog = new Backlog(options.outbox, ({ ticket }) => this.drop(ticket, 'full'))
  }

  get backlog(): { readonly messages: number; readonly bytes: number } {
    return this.#backlog
  }

  get empty(): boolean {
    return this.#receipts.size === 0
  }

  /** @throws ConnectionError `message-too-large`, `outbox-full`, `rate-limited`, `disconnected` */
  send(data: Data, { queue = true, request = 0, replyTimeout = 0 }: Posting = {}): Slip {
    if (isLonger(data, this.#maxMessageBytes)) throw tooLarge(tooLong(data, 'maxMessageBytes', this.#maxMessageBytes))
    this.#ticket = (this.#ticket % maxTicket) + 1
    return this.#ship({ data, queue, ticket: this.#ticket, request, replyTimeout })
  }

  forget(request: number): void {
    if (this.#slot.port) this.#slot.port.forget(request)
    else this.#backlog.forget(request)
  }

  /** An engine is there and dials: what was kept goes into its outbox. */
  attach(): void {
    for (const shipment of this.#backlog.take()) this.#hand(shipment)
  }

  /** One that the engine can't take, goes: the others don't go with it. */
  #hand(shipment: Shipment): void {
    try {
      this.#slot.port?.send(shipment, (fate) => this.#moved(shipment, fate))
    } catch (error) {
      const untold = this.#receipts.fail(shipment.ticket, error as ConnectionError)
      if (untold && this.#slot.port) this.#untold(untold)
    }
  }

  left(ticket: number): void {
    this.#receipts.left(ticket)
  }

  drop(ticket: number, reason: Dropped): void {
    if (!this.#slot.port) this.dropped++
    const untold = this.#receipts.dropped(ticket, reason)
    if (untold && (reason === 'full' || reason === 'other_destination')) this.#untold(untold)
  }

  /** A message that was taken for queued isn't. @param quietly - somebody else tells */
  refuse(ticket: number, fate: Fate, quietly: boolean): ConnectionError {
    const error = this.#newestGoes(fate) ? dropped('full') : refused(fate, this.#life)
    const untold = this.#receipts.fail(ticket, error)
    if (untold && !quietly) this.#untold(untold)
    return error
  }

  /** Whether messages are kept while there is no engine. */
  keep(keeps: boolean): void {
    this.#keeps = keeps
  }

  /** All that waits, here or in an engine that is gone. */
  dropAll(reason: Dropped): void {
    this.dropped += this.#receipts.size
    this.#backlog.take()
    this.#receipts.dropAll(reason)
  }

  #ship(shipment: Shipment): Slip {
    let slip: Slip | undefined
    let fate: Fate | undefined
    const sent = (told: Fate) => {
      fate = told
      slip = this.#slip(shipment.ticket, told)
    }
    if (this.#slot.port) this.#slot.port.send(shipment, sent)
    else sent(this.#hold(shipment))
    if (!slip)
      throw fate === 'refused_too_large' ? unkept(shipment.data, this.#limits.bytes) : refused(fate, this.#life)
    return slip
  }

  #hold(shipment: Shipment): Fate {
    if (!this.#keeps || !shipment.queue) return 'refused_disconnected'
    const { data } = shipment
    return this.#backlog.add({ ...shipment, data: typeof data === 'string' ? data : data.slice() })
  }

  #slip(ticket: number, fate: Fate): Slip | undefined {
    if (fate === 'sent') return new Slip('sent')
    if (this.#newestGoes(fate)) return new Slip('dropped')
    if (fate !== 'queued') return undefined
    const slip = new Slip('queued')
    this.#receipts.keep(ticket, slip)
    return slip
  }

  #newestGoes(fate: Fate): boolean {
    return fate === 'refused_full' && this.#limits.overflow === 'drop-newest'
  }

  #moved({ ticket }: Shipment, fate: Fate): void {
    if (fate === 'sent') this.left(ticket)
    else if (fate !== 'queued') this.drop(ticket, 'full')
  }
}

/** Whether a message may wait. @throws ConnectionError `bad-option` */
export const mayWait = (options: SendOptions | undefined): boolean =>
  options === undefined || (named('the options of send', options, ['queue']).queue ?? true)

/** A character is at most three bytes of UTF-8: most texts needn't be counted. */
export const isLonger = (data: Data, bytes: number): boolean => data.length * 3 > bytes && sizeOf(data) > bytes

/** It is over the outbox, or over the memory. */
export const unkept = (data: Data, bytes: number): ConnectionError =>
  tooLarge(isLonger(data, bytes) ? tooLong(data, 'outbox.bytes', bytes) : 'there is no memory for it')

export const tooLarge = (why: string): ConnectionError =>
  new ConnectionError('message-too-large', `The message was refused: ${why}`)

export function refused(fate: Fate | undefined, life: Life): ConnectionError {
  if (fate === 'refused_full') return new ConnectionError('outbox-full', 'The outbox is full')
  if (fate === 'refused_too_large') return tooLarge('the outbox or the memory has no place for it')
  if (fate === 'refused_rate') return new ConnectionError('rate-limited', 'Over the rate limit')
  return disconnected(life)
}
