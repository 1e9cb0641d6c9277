import { viewed } from './border.js'
import type { Channels } from './channels.js'
import type { News } from './engine.js'
import { ConnectionError } from './errors.js'
import type { Hub, Live } from './hub.js'
import type { Validation } from './schemas.js'
import type { EnvelopeOptions, Meta, Tapped } from './types.js'

export interface Message {
  readonly type: string | undefined
  readonly channel: string | undefined
  /** Each parses, when called; not before somebody wants it. */
  payload(): unknown
  whole(): unknown
  meta?(): Meta
  /** A view took it: nobody else is left to hear it but taps. */
  readonly viewed?: boolean
  /** It is dispatched. */
  done?(): void
}

/** The way in: from the engine's news to those who listen. What nobody listens to is not parsed. */
export class Incoming {
  readonly #hub: Hub
  readonly #channels: Channels
  readonly #validation: Validation
  readonly #names: Required<EnvelopeOptions>

  constructor(hub: Hub, channels: Channels, validation: Validation, names: Required<EnvelopeOptions>) {
    this.#hub = hub
    this.#channels = channels
    this.#validation = validation
    this.#names = names
  }

  deliver({ a: route, b: number, c, d, e, f, frame }: News, live: Live): void {
    if (frame.answered) return
    const channel = this.#channels.byNumber(number)?.name
    if (this.#hub.watched) this.tap(frame.text(e, f), parse, live, channel)
    const payload = () => frame.json(c, d)
    const type = this.#hub.routes.name(route)
    this.hand({ type, channel, payload, whole: () => frame.json(e, f), viewed: route === viewed }, live)
  }

  text({ frame }: News, live: Live): void {
    if (frame.answered) return
    if (this.#hub.watched) this.tap(frame.data as string, String, live)
    this.#hub.life.emit('message', frame.data, undefined, live)
  }

  binary({ frame }: News, live: Live): void {
    if (this.#hub.watched) this.tap(frame.data as Tapped['raw'], (data) => data, live)
    this.#hub.life.emit('binary', frame.data, undefined, live)
  }

  /** As if it had arrived, and been found valid. */
  dispatch(type: string, payload: unknown, channel: string | undefined): void {
    const { type: typeField, payload: payloadField, channel: channelField } = this.#names
    const whole = {
      [typeField]: type,
      ...(channel !== undefined && { [channelField]: channel }),
      [payloadField]: payload,
    }
    const message = { type, channel, payload: () => payload, whole: () => whole }
    if (!this.#taken(message)) return this.#leftOver(message, () => true)
    this.#deliver(message, payload, () => true)
    this.#show(message, payload)
  }

  hand(message: Message, live: Live): void {
    if (message.viewed) return message.done?.()
    if (!this.#taken(message)) {
      this.#leftOver(message, live)
      return message.done?.()
    }
    const payload = this.#read(message, 'payload', live)
    if (payload === broken) return message.done?.()
    if (!this.#validation.has(message.type)) {
      this.#deliver(message, payload, live)
      return message.done?.()
    }
    this.#validation.check(message.type, payload, (error, value) => {
      if (!live()) return
      if (error) this.#hub.fail(error, live)
      else this.#deliver(message, value, live)
      message.done?.()
    })
  }

  #taken({ type, channel }: Message): boolean {
    if (type !== undefined && this.#hub.typed.has(type)) return true
    return channel !== undefined && (this.#channels.byName(channel)?.hears(type) ?? false)
  }

  #deliver(message: Message, payload: unknown, live: Live): void {
    const { type, channel } = message
    const meta = metaOf(message)
    if (type !== undefined) this.#hub.typed.emit(type, payload, meta, live)
    if (channel !== undefined) this.#channels.byName(channel)?.deliver(payload, meta, live)
  }

  /** The engine hasn't seen it. */
  #show(message: Message, payload: unknown): void {
    const { type, channel } = message
    if (type !== undefined) this.#hub.typed.show(type, payload, metaOf(message))
    if (channel !== undefined) this.#channels.byName(channel)?.show(payload, metaOf(message))
  }

  /** What no typed listener and no channel took. */
  #leftOver(message: Message, live: Live): void {
    if (!this.#hub.life.has('message')) {
      if (!this.#hub.watched) this.#hub.ignored += 1
      return
    }
    const whole = this.#read(message, 'whole', live)
    if (whole !== broken) this.#hub.life.emit('message', whole, metaOf(message), live)
  }

  #read(message: Message, part: 'payload' | 'whole', live: Live): unknown {
    try {
      return message[part]()
    } catch (cause) {
      this.#hub.fail(new ConnectionError('bad-message', 'A message is not the JSON that it seemed', { cause }), live)
      return broken
    }
  }

  tap<T extends Tapped['raw']>(raw: T, parse: (raw: T) => unknown, live: Live, channel?: string, type?: string): void {
    const { taps, inspector } = this.#hub
    const read = once(() => parse(raw))
    if (inspector.on) inspector.incoming(attempt(read, raw), raw, channel, type)
    taps.emit('message', { raw, read }, undefined, live)
  }
}

const broken = Symbol()
const parse = (text: string): unknown => JSON.parse(text)

const metaOf = (message: Message): Meta => message.meta?.() ?? plainMeta(message)

const plainMeta = ({ type, channel }: Message): Meta => {
  if (channel === undefined) return type === undefined ? {} : { type }
  return type === undefined ? { channel } : { type, channel }
}

function attempt(read: () => unknown, otherwise: unknown): unknown {
  try {
    return read()
  } catch {
    return otherwise
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
