import type { News } from '../engine.js'
import type { Message } from '../incoming.js'
import type { Meta } from '../messages.js'
import { utf8 } from '../utf8.js'
import type { Broker } from './broker.js'
import { Detail } from './details.js'
import { PublicationMeta } from './meta.js'

/** A publication on its way to who listens. One object, for there may be many thousands a second. */
export class Arrived implements Message {
  readonly #broker: Broker
  readonly #news: News
  readonly #context: Uint8Array | undefined

  /** @param context - the bytes of its detail */
  constructor(
    broker: Broker,
    news: News,
    readonly type: string | undefined,
    readonly channel: string | undefined,
    context: Uint8Array | undefined,
  ) {
    this.#broker = broker
    this.#news = news
    this.#context = context
  }

  /** Its data: in the frame, or kept elsewhere. */
  raw(): string | Uint8Array {
    const { bytes, frame, c, d } = this.#news
    const { payloads } = this.#broker
    if (!bytes) return payloads.raw(frame, [c, d])
    return payloads.binary ? bytes : utf8(bytes)
  }

  payload(): unknown {
    return this.#broker.payloads.parse(this.raw())
  }

  whole(): unknown {
    return this.payload()
  }

  meta(): Meta {
    const { e: low, f: high, frame } = this.#news
    const detail = this.#context && new Detail(frame, this.#broker.payloads)
    return new PublicationMeta(this.type, this.channel, low, high, this.#context, detail) as Meta
  }

  done(): void {
    this.#broker.channels.advance(this.#news.b, this.#news.e, this.#news.f)
  }
}
