import { type Fate, Kind, recordWords } from './border.js'
import { EngineClient } from './engine-client.js'
import { ConnectionError } from './errors.js'
import { decode, Frame } from './frame.js'
import type { EngineModule, Glue } from './native.js'
import type { EngineOptions } from './options.js'
import type { Ports } from './port.js'

/** What the engine tells a client: one record of the border, with its text and the frame that it speaks of. */
export interface News {
  readonly kind: number
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly e: number
  readonly f: number
  /** What the record points to: words, or a detail. */
  readonly text: string
  /** What it points to that may not be text, or that nobody may ask for. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined
  readonly frame: Frame
  /** Of the client, when this was told: what came before a `disconnect()`, or from an engine that stopped, is no longer for its listeners. */
  readonly epoch: number
}

/** A client as the engine knows it. No method throws. */
export interface Recipient {
  readonly epoch: number
  /** At once, before anybody else is told anything. */
  changed(state: number): void
  take(news: News): void
  troubled(error: ConnectionError): void
  /** A message that was taken for queued is refused after all: the engine is elsewhere. */
  refused(ticket: number, request: number, fate: Fate): void
  /** The engine is gone. */
  lost(error: ConnectionError): void
}

/** One object, for there may be many thousands a second. */
class Entry implements News {
  readonly kind: number
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly e: number
  readonly f: number
  readonly epoch: number
  text = ''
  bytes: Uint8Array<ArrayBuffer> | undefined = undefined

  constructor(
    readonly to: Recipient,
    words: Uint32Array,
    at: number,
    readonly frame: Frame,
  ) {
    this.kind = words[at + 1] as number
    this.a = words[at + 2] as number
    this.b = words[at + 3] as number
    this.c = words[at + 4] as number
    this.d = words[at + 5] as number
    this.e = words[at + 6] as number
    this.f = words[at + 7] as number
    this.epoch = to.epoch
  }
}

/**
 * One instance of the wasm module. Every way in goes through `enter`; listeners are told after wasm has returned, so
 * that they may call whatever they like.
 */
export class Engine implements Ports {
  readonly where: Ports['where'] = 'none'
  /** Set once it has stopped for good. */
  failure: ConnectionError | undefined
  /** All that there was to tell has been told. */
  turned: (() => void) | undefined
  readonly #recipients = new Map<number, Recipient>()
  #queue: Entry[] = []
  #inside = false
  #dispatching = false
  readonly #ledger: number

  constructor(readonly module: EngineModule) {
    const { hawser } = module
    hawser.settle = () => this.#settle()
    hawser.trapped = (error) => void this.#trap(error)
    hawser.outOfMemory = (client, bytes) => this.#recipients.get(client)?.troubled(tooBig(bytes))
    this.#ledger = module.records()
  }

  get glue(): Glue {
    return this.module.hawser
  }

  open(options: EngineOptions, recipient: Recipient): EngineClient {
    return new EngineClient(this, options, recipient)
  }

  add(id: number, recipient: Recipient): void {
    this.#recipients.set(id, recipient)
  }

  remove(id: number): void {
    this.#recipients.delete(id)
  }

  /** Runs something inside wasm, and then tells the news. @throws ConnectionError `engine-failed` */
  enter<T>(run: () => T): T {
    if (this.failure) throw this.failure
    if (this.#inside)
      throw new ConnectionError('bad-option', 'A WebSocket must not call the client from its constructor or send()')
    this.glue.busy = this.#inside = true
    try {
      return run()
    } catch (error) {
      throw error instanceof ConnectionError ? error : this.#trap(error)
    } finally {
      this.#inside = false
      this.#settle()
    }
  }

  #settle(): void {
    if (!this.failure) this.#collect()
    if (this.#dispatching) return
    this.glue.busy = this.#dispatching = true
    for (let at = 0; at < this.#queue.length; at++) this.#tell(at)
    this.#queue = []
    this.glue.busy = this.#dispatching = false
    this.turned?.()
  }

  #tell(at: number): void {
    const entry = this.#queue[at] as Entry
    entry.to.take(entry)
  }

  /** Copies the records out: wasm may be entered again while they are told. */
  #collect(): void {
    const { HEAPU32: words } = this.module
    const count = words[this.#ledger / 4 + 1] as number
    if (!count) return
    const frame = new Frame(this.module, this.glue.frame)
    const first = (words[this.#ledger / 4] as number) / 4
    for (let at = first; at < first + count * recordWords; at += recordWords) this.#note(words, at, frame)
    this.module.clearRecords()
  }

  #note(words: Uint32Array, at: number, frame: Frame): void {
    const to = this.#recipients.get(words[at] as number)
    if (!to) return
    const entry = new Entry(to, words, at, frame)
    if (entry.kind === Kind.changed) to.changed(entry.a)
    if (!announced(entry)) this.#copy(entry, words, at)
    this.#queue.push(entry)
  }

  /** What the record points to is gone when wasm is entered again. */
  #copy(entry: Entry, words: Uint32Array, at: number): void {
    const text = pointers.texts[entry.kind]
    const bytes = pointers.bytes[entry.kind]
    const pointer = words[at + (text ?? bytes ?? 0)] as number
    const length = words[at + (text ?? bytes ?? 0) + 1] as number
    if (text) entry.text = decode(this.module, pointer, length)
    else if (bytes && pointer) entry.bytes = this.module.HEAPU8.slice(pointer, pointer + length)
  }

  /** An exception out of wasm leaves its memory in no known state: this instance is never entered again. */
  #trap(cause: unknown): ConnectionError {
    if (this.failure) return this.failure
    this.failure = new ConnectionError('engine-failed', 'The engine stopped', {
      reason: 'trap',
      cause,
      temporary: true,
    })
    this.glue.stop()
    const recipients = [...this.#recipients.values()]
    this.#recipients.clear()
    for (const recipient of recipients) recipient.lost(this.failure)
    return this.failure
  }
}

/** Is it a message whose payload lies in the frame? Then it is parsed together with the others there. */
export function announced({ kind, a: route, b: channel, c, d, e, f, frame }: News): boolean {
  if (kind === Kind.publication || (kind === Kind.deliver && (route || channel))) frame.announce(c, d)
  else if (kind === Kind.deliver) frame.announce(e, f)
  else return false
  return true
}

/** Which word of a record is a pointer, by kind. A length follows it. */
const pointers = {
  texts: {
    [Kind.connected]: 3,
    [Kind.closed]: 4,
    [Kind.settled]: 6,
    [Kind.fault]: 4,
    [Kind.member]: 4,
    [Kind.subscribed]: 3,
    [Kind.unsubscribed]: 4,
    [Kind.adopted]: 3,
    [Kind.refusal]: 6,
    [Kind.keptPublication]: 4,
  } as Partial<Record<number, number>>,
  bytes: { [Kind.keptBytes]: 4, [Kind.context]: 2 } as Partial<Record<number, number>>,
}

const tooBig = (bytes: number) => new ConnectionError('message-too-large', `No memory for a message of ${bytes} bytes`)
