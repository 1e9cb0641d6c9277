import { Kind, viewed } from '../border.js'
import type { News } from '../engine.js'
import type { Message } from '../incoming.js'
import type { Meta } from '../messages.js'
import type { Broker } from './broker.js'
import { PublicationMeta } from './meta.js'
import type { Stream } from './stream.js'

/** A publication on its way to who listens. One object, for there may be many thousands a second. */
export class Arrived implements Message {
  readonly #broker: Broker
  readonly #news: News
  readonly #context: News | undefined
  readonly #stream: Stream | undefined
  isDone = false

  /**
   * @param context - what was told of it
   * @param stream - that it is of
   */
  constructor(
    broker: Broker,
    news: News,
    readonly type: string | undefined,
    readonly channel: string | undefined,
    context: News | undefined,
    stream: Stream | undefined,
  ) {
    this.#broker = broker
    this.#news = news
    this.#context = context
    this.#stream = stream
  }

  get viewed(): boolean {
    return this.#news.a === viewed
  }

  /** Its data: in the frame, or kept elsewhere. */
  raw(): string | Uint8Array {
    const { kind, text, bytes, frame, c, d } = this.#news
    if (kind === Kind.keptPublication) return text
    return bytes ?? this.#broker.payloads.raw(frame, [c, d])
  }

  payload(): unknown {
    return this.#broker.payloads.parse(this.raw())
  }

  whole(): unknown {
    return this.payload()
  }

  meta(): Meta {
    const { e: low, f: high } = this.#news
    return new PublicationMeta(this.type, this.channel, low, high, this.#context, this.#broker.payloads) as Meta
  }

  done(): void {
    this.isDone = true
    this.#stream?.advance(this.#news.e, this.#news.f)
  }
}
