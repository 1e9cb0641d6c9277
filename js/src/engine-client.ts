import { type Fate, fates, Flag, type Hint, hints } from './border.js'
import type { Engine, Recipient } from './engine.js'
import { ConnectionError } from './errors.js'
import type { Dialing, NativeClient } from './native.js'
import type { EngineOptions } from './options.js'
import { encodeInto } from './utf8.js'

/** What goes out: a text, or bytes that nobody changes meanwhile. */
export type Data = string | Uint8Array

export interface Shipment {
  readonly data: Data
  readonly queue: boolean
  readonly ticket: number
  /** The id whose reply is awaited; 0: none. */
  readonly request: number
  /** Milliseconds. */
  readonly replyTimeout: number
}

export interface Destination {
  readonly url: string
  readonly protocols: string
  readonly hello: string
}

/** A client inside the engine, in terms of texts: the only place that knows of addresses. */
export class EngineClient {
  readonly #engine: Engine
  readonly #native: NativeClient
  readonly #id: number

  constructor(engine: Engine, options: EngineOptions, recipient: Recipient) {
    this.#engine = engine
    const { module } = engine
    this.#native = engine.enter(() => new module.Client(...this.#put(JSON.stringify(options))))
    if (!this.#native.valid()) {
      engine.enter(() => this.#native.delete())
      throw new ConnectionError('engine-failed', 'The engine cannot read its options')
    }
    this.#id = this.#native.id()
    engine.add(this.#id, recipient)
  }

  connect(): void {
    this.#engine.enter(() => this.#native.connect())
  }

  disconnect(code: number, reason: string): void {
    this.#engine.enter(() => this.#native.disconnect(code, ...this.#put(reason)))
  }

  reconnect(): void {
    this.#engine.enter(() => this.#native.reconnect())
  }

  resolved(link: number, { url, protocols, hello }: Destination, dialing: Dialing): void {
    const { glue } = this.#engine
    this.#engine.enter(() => {
      const at = this.#room(url + protocols + hello)
      const urlEnd = at + this.#write(url, at)
      const protocolsEnd = urlEnd + this.#write(protocols, urlEnd)
      const helloLength = this.#write(hello, protocolsEnd)
      glue.dialing = dialing
      this.#native.resolved(link, at, urlEnd - at, protocolsEnd - urlEnd, helloLength)
      glue.dialing = null
    })
  }

  unresolved(link: number, why: string): void {
    this.#engine.enter(() => this.#native.unresolved(link, ...this.#put(why)))
  }

  /** @param sent - called with the fate before any listener is told anything */
  send({ data, queue, ticket, request, replyTimeout }: Shipment, sent: (fate: Fate) => void): void {
    const { glue } = this.#engine
    const flags = (typeof data === 'string' ? 0 : Flag.binary) | (queue ? 0 : Flag.dontQueue)
    this.#engine.enter(() => {
      const [at, length] = this.#put(data)
      glue.outgoing = typeof data === 'string' ? data : null
      const fate = this.#native.send(at, length, flags, ticket, request, replyTimeout)
      glue.outgoing = null
      sent(fates[fate] as Fate)
    })
  }

  listen(type: string): number {
    return this.#engine.enter(() => this.#native.listen(...this.#put(type)))
  }

  unlisten(route: number): void {
    this.#engine.enter(() => this.#native.unlisten(route))
  }

  want(unrouted: boolean, everything: boolean): void {
    this.#engine.enter(() => this.#native.want(Number(unrouted), Number(everything)))
  }

  /** @param numbered - called with the channel's number before any listener is told anything */
  subscribe(channel: string, numbered: (number: number) => void): void {
    this.#engine.enter(() => numbered(this.#native.subscribe(...this.#put(channel))))
  }

  unsubscribe(channel: number): void {
    this.#engine.enter(() => this.#native.unsubscribe(channel))
  }

  forget(request: number): void {
    this.#engine.enter(() => this.#native.forget(request))
  }

  ponged(): void {
    this.#engine.enter(() => this.#native.ponged())
  }

  giveUp(): void {
    this.#engine.enter(() => this.#native.giveUp())
  }

  page(hint: Hint): void {
    this.#engine.enter(() => this.#native.page(hints.indexOf(hint)))
  }

  /** The engine's figures, in the order of `struct Stats`. */
  figures(count: number): Float64Array {
    const { module } = this.#engine
    const at = this.#engine.enter(() => this.#native.stats()) / 8
    return module.HEAPF64.slice(at, at + count)
  }

  get protocol(): string {
    return this.#engine.glue.protocol(this.#id)
  }

  get bufferedAmount(): number {
    return this.#engine.glue.bufferedAmount(this.#id)
  }

  delete(): void {
    this.#engine.remove(this.#id)
    this.#engine.enter(() => this.#native.delete())
  }

  /** Copies into the outgoing arena. */
  #put(data: Data): [at: number, length: number] {
    const at = this.#room(data)
    return [at, this.#write(data, at)]
  }

  /** A character is at most three bytes of UTF-8. */
  #room(data: Data): number {
    const bytes = typeof data === 'string' ? data.length * 3 : data.length
    const at = this.#engine.module.outgoing(bytes || 1)
    if (!at) throw new ConnectionError('message-too-large', `No memory for a message of ${bytes} bytes`)
    return at
  }

  #write(data: Data, at: number): number {
    const { HEAPU8 } = this.#engine.module
    if (typeof data === 'string') return encodeInto(data, HEAPU8.subarray(at))
    HEAPU8.set(data, at)
    return data.length
  }
}
