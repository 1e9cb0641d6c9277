import { Kind } from '../border.js'
import type { News } from '../engine.js'
import type { ConnectionError } from '../errors.js'
import { figureNames } from '../figures.js'
import { layouts } from '../layouts.js'
import { Missed } from './missed.js'
import { Pace } from './pace.js'
import { Packer } from './packer.js'
import type { Remembered } from './remembered.js'
import { type Batch, type Endpoint, type Thing, Wire, written } from './wire.js'

export interface Limits {
  /** What a page may make wait here; beyond, messages are let go. */
  readonly records: number
  readonly bytes: number
  /** Milliseconds between two batches of a stream: each costs the page as much as several messages. */
  readonly pace: number
}

export const limits: Limits = { records: 100_000, bytes: 2 ** 24, pace: 4 }

/** What is told of a line when a batch of its news goes. */
export interface Teller {
  measured(): Pick<Batch, 'figures' | 'protocol'>
  readonly remembered: Remembered
}

/** News on their way to a page: one batch at a time, with all that came up while the page read the last one. */
export class Mailbox {
  /** Counts the user's hang-ups, as the page does. */
  epoch = 0
  /** The newest orders that were carried out. */
  orders = 0
  readonly missed = new Missed()
  readonly #endpoint: Endpoint
  readonly #limits: Limits
  readonly #isAlone: boolean
  #packer = new Packer()
  #isRead = true
  #written = false
  /** The publication that comes next has a context that is packed already. */
  #owed = false
  /** There is more in it than messages: somebody may wait for that. */
  #isUrgent = false
  readonly #pace: Pace

  /**
   * @param isAlone - nobody else is told the same: what is told needn't be kept
   * @param wake - called when there is something to flush that was held back
   */
  constructor(endpoint: Endpoint, limits: Limits, isAlone: boolean, wake: () => void) {
    this.#endpoint = endpoint
    this.#isAlone = isAlone
    this.#limits = limits
    this.#pace = new Pace(limits.pace, wake)
  }

  /** The page has read nothing for so long that even what must be told is too much. */
  get isOverdue(): boolean {
    return this.#packer.records > 2 * this.#limits.records
  }

  news(news: News, entirely: boolean): void {
    const isSpare = layouts[news.kind]?.spare ?? false
    if (isSpare && this.#isFull && !this.#owed) return this.missed.note(news)
    this.#owed = news.kind === Kind.context
    // Where that begins, the page sees by itself what it lacks.
    if (news.kind === Kind.subscribed) this.missed.forget(news.a)
    this.#isUrgent ||= !isSpare
    this.#packer.news(news, entirely)
    this.#written = true
  }

  own(kind: number, a = 0, b = 0, c = 0, text = ''): void {
    this.#packer.own(kind, a, b, c, text)
    this.#written = this.#isUrgent = true
  }

  /** The end of a turn, if anything was written in it. */
  turn(): void {
    if (this.#written) this.#packer.turn(this.epoch, this.orders)
    this.#written = false
  }

  /** The page is to know that its orders were carried out. */
  carriedOut(orders: number): void {
    this.orders = orders
    this.#packer.turn(this.epoch, orders)
    this.#written = false
  }

  read(): void {
    this.#isRead = true
  }

  /** @param teller - is asked if there is something to post */
  flush(teller: Teller, anyway = false): void {
    if (!this.#isRead || (this.#packer.isEmpty && !anyway)) return
    if (!this.#isUrgent && !this.#pace.allows()) return
    this.#pace.went()
    this.#isRead = this.#isUrgent = false
    if (!this.missed.isEmpty) this.#confess(teller.remembered)
    const { figures, protocol } = teller.measured()
    this.#post(this.#packer.take(figures, protocol))
  }

  clear(): void {
    this.#packer = new Packer()
  }

  /** Nothing comes after this: it needn't wait until the page has read. */
  end(error: ConnectionError): void {
    this.own(Wire.lost, 0, 0, 0, written(error))
    this.turn()
    this.#post(this.#packer.take(new Float64Array(figureNames.length), ''))
  }

  close(): void {
    this.#pace.stop()
    this.#endpoint.onmessage = null
    this.#endpoint.close()
  }

  #post(batch: Batch): void {
    this.#endpoint.postMessage(batch, this.#isAlone ? batch.things.flatMap(buffersOf) : [])
  }

  get #isFull(): boolean {
    return this.#packer.records >= this.#limits.records || this.#packer.size >= this.#limits.bytes
  }

  /** Behind what was kept: that came before. */
  #confess(remembered: Remembered): void {
    const { messages, news } = this.missed.take(remembered)
    if (messages) this.#packer.own(Wire.lagged, messages)
    for (const told of news) this.#packer.news(told, false)
    if (messages || news.length) this.#packer.turn(this.epoch, this.orders)
  }
}

/** Memory that is handed over instead of being copied. */
function buffersOf(thing: Thing): ArrayBuffer[] {
  if (thing instanceof ArrayBuffer) return [thing]
  return thing instanceof Uint8Array && thing.buffer instanceof ArrayBuffer ? [thing.buffer] : []
}
