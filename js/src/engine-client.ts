import { type Fate, fates, Flag, type Hint, hints } from './border.js'
import type { Engine, Recipient } from './engine.js'
import { ConnectionError } from './errors.js'
import { decode } from './frame.js'
import type { Dialing, NativeClient } from './native.js'
import type { EngineOptions } from './options.js'
import type { Port, RareVerb } from './port.js'
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
  readonly hello: Data
  /** For a broker. */
  readonly token: string
}

/** Texts laid in the arena, one after the other: where they begin, and their lengths. */
type Laid<T extends readonly Data[]> = [at: number, ...lengths: { [K in keyof T]: number }]
type Lay = <T extends readonly Data[]>(...texts: T) => Laid<T>

/** A client inside the engine, in terms of texts: the only place that knows of addresses. */
export class EngineClient implements Port {
  readonly #engine: Engine
  readonly #native: NativeClient
  readonly #id: number

  constructor(engine: Engine, options: EngineOptions, recipient: Recipient) {
    this.#engine = engine
    const { module } = engine
    this.#native = engine.enter(() => new module.Client(...this.#lay(JSON.stringify(options))))
    if (!this.#native.valid()) {
      engine.enter(() => this.#native.delete())
      const why = options.centrifugo ? tooLittle : 'The engine cannot read its options'
      throw new ConnectionError('engine-failed', why, { reason: 'mismatch' })
    }
    this.#id = this.#native.id()
    engine.add(this.#id, recipient)
  }

  connect(): void {
    this.#order(() => this.#native.connect())
  }

  disconnect(code: number, reason: string): void {
    this.#order(() => this.#native.disconnect(code, ...this.#lay(reason)))
  }

  reconnect(): void {
    this.#order(() => this.#native.reconnect())
  }

  resolved(link: number, { url, protocols, hello, token }: Destination, dialing: Dialing): void {
    const { glue } = this.#engine
    this.#order(() => {
      const laid = this.#lay(url, protocols, hello, token)
      glue.dialing = dialing
      this.#native.resolved(link, ...laid)
      glue.dialing = null
    })
  }

  /** @param unauthorized - nobody may connect: that is final */
  unresolved(link: number, why: string, unauthorized: boolean): void {
    this.#order(() => this.#native.unresolved(link, ...this.#lay(why), Number(unauthorized)))
  }

  /** @param sent - called with the fate before any listener is told anything */
  send({ data, queue, ticket, request, replyTimeout }: Shipment, sent: (fate: Fate) => void): void {
    const { glue } = this.#engine
    const flags = (typeof data === 'string' ? 0 : Flag.binary) | (queue ? 0 : Flag.dontQueue)
    this.#engine.enter(() => {
      const [at, length] = this.#lay(data)
      glue.outgoing = typeof data === 'string' ? data : null
      const fate = this.#native.send(at, length, flags, ticket, request, replyTimeout)
      glue.outgoing = null
      sent(fates[fate] as Fate)
    })
  }

  listen(type: string): number {
    let number = 0
    this.#order(() => (number = this.#native.listen(...this.#lay(type))))
    return number
  }

  unlisten(route: number): void {
    this.#order(() => this.#native.unlisten(route))
  }

  want(unrouted: boolean, everything: boolean): void {
    this.#order(() => this.#native.want(Number(unrouted), Number(everything)))
  }

  /**
   * Keeps messages in place of telling them.
   * @param view - a number of ours; again: within other bounds
   * @param wish - of what, as JSON
   */
  openView(view: number, wish: string): void {
    this.#order(() => this.#native.openView(view, ...this.#lay(wish)))
  }

  closeView(view: number): void {
    this.#order(() => this.#native.closeView(view))
  }

  /** @param done - called with what is new, as src/client/views.h writes it, before any listener is told anything; it enters no engine */
  collect(view: number, done: (text: string) => void): void {
    const { module } = this.#engine
    this.#order(() => {
      const at = this.#native.collect(view) / 4
      done(decode(module, module.HEAPU32[at] as number, module.HEAPU32[at + 1] as number))
    })
  }

  /** Whether somebody hears all that is said in a channel that is subscribed. At first nobody does. */
  listenToChannel(channel: string, heard: boolean): void {
    this.#order(() => this.#native.listenToChannel(...this.#lay(channel), Number(heard)))
  }

  /**
   * @param options - for a broker, as JSON; `''`: none
   * @param numbered - called with the channel's number before any listener is told anything
   */
  subscribe(channel: string, options: string, numbered: (number: number) => void): void {
    this.#order(() => numbered(this.#native.subscribe(...this.#lay(channel, options))))
  }

  unsubscribe(channel: number): void {
    this.#order(() => this.#native.unsubscribe(channel))
  }

  forget(request: number): void {
    this.#order(() => this.#native.forget(request))
  }

  /** A message of one of several who share the connection is dropped, if it hasn't left yet. */
  recall(ticket: number): void {
    this.#order(() => this.#native.recall(ticket))
  }

  verb(name: RareVerb, before: readonly number[], texts: readonly Data[], after: readonly number[]): number {
    const native = this.#native as unknown as Record<RareVerb, (...words: number[]) => number>
    return this.#engine.enter(() => native[name](...before, ...this.#lay(...texts), ...after))
  }

  flush(): void {
    this.#order(() => this.#native.flush())
  }

  ponged(): void {
    this.#order(() => this.#native.ponged())
  }

  giveUp(): void {
    this.#order(() => this.#native.giveUp())
  }

  page(hint: Hint): void {
    this.#order(() => this.#native.page(hints.indexOf(hint)))
  }

  figures(count: number): Float64Array | undefined {
    const { module } = this.#engine
    let figures: Float64Array | undefined
    this.#order(() => {
      const at = this.#native.stats() / 8
      figures = module.HEAPF64.slice(at, at + count)
    })
    return figures
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

  /** Where the engine stops by it everybody is told of that, and the next one is given what still holds: nobody has to catch it. */
  #order(run: () => void): void {
    try {
      this.#engine.enter(run)
    } catch (error) {
      if (!this.#engine.failure) throw error
    }
  }

  /** Copies into the outgoing arena. */
  readonly #lay: Lay = (...texts) => {
    const at = this.#room(texts)
    let end = at
    const lengths = texts.map((text) => {
      const length = this.#write(text, end)
      end += length
      return length
    })
    return [at, ...lengths] as unknown as Laid<typeof texts>
  }

  #room(texts: readonly Data[]): number {
    const bytes = texts.reduce((sum, text) => sum + mostBytes(text), 0)
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

const tooLittle = 'This engine knows no broker: bring hawser/engine.wasm instead of hawser/plain.wasm'

/** A character is at most three bytes of UTF-8. */
const mostBytes = (data: Data) => (typeof data === 'string' ? data.length * 3 : data.length)
