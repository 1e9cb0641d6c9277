import { Kind, operations, recordWords } from '../../../js/src/border.js'
import { Engine } from '../../../js/src/engine.js'
import type { Loader } from 'hawser'

/** A text or bytes that a record points to: becomes an address and a length. */
export interface Pointed {
  readonly at: string | Uint8Array
}

type Field = number | Pointed
export type FakeRecord = readonly [kind: number, ...fields: Field[]]

/** What went into the engine, with its texts read out of the arena. */
export type Verb = readonly [name: string, ...args: unknown[]]

const encoder = new TextEncoder()
const decoder = new TextDecoder()

const [ledger, outgoing, told, frames, size] = [64, 0x1000, 0x40000, 0x80000, 0x100000]

/** A frame, and where its parts are. */
export class FakeFrame {
  #bytes = new Uint8Array(0)

  constructor(readonly binary = false) {}

  /** @returns where it is */
  put(part: string | Uint8Array): [begin: number, end: number] {
    const bytes = typeof part === 'string' ? encoder.encode(part) : part
    const begin = this.#bytes.length
    const whole = new Uint8Array(begin + bytes.length)
    whole.set(this.#bytes)
    whole.set(bytes, begin)
    this.#bytes = whole
    return [begin, whole.length]
  }

  json(value: unknown): [begin: number, end: number] {
    return this.put(JSON.stringify(value))
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice()
  }

  get data(): string | ArrayBuffer {
    return this.binary ? this.bytes.buffer : decoder.decode(this.#bytes)
  }
}

/** An engine without an engine: the test sees what goes in, and says what comes out. */
export function fakeEngine() {
  const memory = new ArrayBuffer(size)
  const bytes = new Uint8Array(memory)
  const words = new Uint32Array(memory)
  const verbs: Verb[] = []
  const clients: FakeNative[] = []
  /** What `call` answers, and what one `collect` after the other does. */
  const answers = { fate: 0, collected: [] as string[] }
  const text = (at: number, length: number) => decoder.decode(bytes.slice(at, at + length))
  const raw = (at: number, length: number) => bytes.slice(at, at + length)

  class FakeNative {
    readonly #id = clients.push(this)
    readonly options: Record<string, unknown>
    #numbers = 0

    constructor(at: number, length: number) {
      this.options = JSON.parse(text(at, length)) as Record<string, unknown>
    }

    #note(...verb: Verb): void {
      verbs.push(verb)
    }

    id = () => this.#id
    valid = () => true
    connect = () => this.#note('connect')
    reconnect = () => this.#note('reconnect')
    disconnect = (code: number) => this.#note('disconnect', code)
    resolved = (link: number, at: number, url: number, protocols: number, hello: number, token: number) => {
      const start = at + url + protocols
      const greeting = [text(start, hello), text(start + hello, token)]
      this.#note('resolved', link, text(at, url), text(at + url, protocols), ...greeting)
    }
    unresolved = (link: number, at: number, length: number, unauthorized: number) =>
      this.#note('unresolved', link, text(at, length), unauthorized)
    send = () => 2
    listen = (at: number, length: number) => {
      this.#note('listen', text(at, length))
      return (this.#numbers += 1)
    }
    unlisten = (route: number) => this.#note('unlisten', route)
    want = () => {}
    openView = (view: number, at: number, length: number) => this.#note('openView', view, JSON.parse(text(at, length)))
    closeView = (view: number) => this.#note('closeView', view)
    /** Nothing is new, unless a test says so. */
    collect = (view: number) => {
      this.#note('collect', view)
      const found = encoder.encode(answers.collected.shift() ?? '')
      bytes.set(found, told)
      words.set([told, found.length], ledger / 4 + 2)
      return ledger + 8
    }
    listenToChannel = (at: number, length: number, heard: number) =>
      this.#note('listenToChannel', text(at, length), Boolean(heard))
    subscribe = (at: number, name: number, options: number) => {
      const wishes: unknown = options ? JSON.parse(text(at + name, options)) : ''
      this.#note('subscribe', text(at, name), wishes)
      return (this.#numbers += 1)
    }
    unsubscribe = (channel: number) => this.#note('unsubscribe', channel)
    forget = (ticket: number) => this.#note('forget', ticket)
    recall = (ticket: number) => this.#note('recall', ticket)
    call = (operation: number, at: number, name: number, data: number, ticket: number, timeout: number) => {
      const body = data ? payload(raw(at + name, data)) : ''
      this.#note('call', operations[operation], text(at, name), body, ticket, Math.round(timeout))
      return answers.fate
    }
    answered = (ask: number, at: number, token: number, data: number) =>
      this.#note('answered', ask, text(at, token), text(at + token, data))
    unanswered = (ask: number, at: number, length: number, unauthorized: number) =>
      this.#note('unanswered', ask, text(at, length), unauthorized)
    setHeaders = (at: number, length: number) => this.#note('setHeaders', JSON.parse(text(at, length)))
    flush = () => this.#note('flush')
    ponged = () => {}
    giveUp = () => this.#note('giveUp')
    page = () => {}
    stats = () => 0
    delete = () => this.#note('delete')
  }

  const frame = { data: null as string | ArrayBuffer | null, ascii: true, begin: frames }
  const hawser = {
    dialing: null,
    outgoing: null,
    frame,
    busy: false,
    settle: () => {},
    trapped: () => {},
    outOfMemory: () => {},
    protocol: () => '',
    bufferedAmount: () => 0,
    stop: () => {},
  }
  const module = {
    HEAPU8: bytes,
    HEAPU32: words,
    HEAPF64: new Float64Array(memory),
    Client: FakeNative,
    hawser,
    outgoing: () => outgoing,
    records: () => ledger,
    // What it points to is gone then, as in the engine.
    clearRecords: () => {
      bytes.fill(0xee, told, frames)
      words[ledger / 4 + 1] = 0
    },
  }
  const engine = new Engine(module)
  const load = Object.assign(() => Promise.resolve(), {
    engine: () => Promise.resolve(engine),
    loaded: () => engine,
  }) as unknown as Loader

  const lay = (frameAtHand: FakeFrame | null) => {
    const data = frameAtHand?.data ?? null
    frame.data = data
    frame.ascii = typeof data === 'string' && encoder.encode(data).length === data.length
    bytes.fill(0xdd, frames)
    if (frameAtHand) bytes.set(frameAtHand.bytes, frames)
  }
  const write = (client: number, records: readonly FakeRecord[]) => {
    let free = told + records.length * recordWords * 4
    records.forEach(([kind, ...fields], index) => {
      const row = [client, kind]
      for (const field of fields) {
        if (typeof field === 'number') row.push(field)
        else {
          const there = typeof field.at === 'string' ? encoder.encode(field.at) : field.at
          bytes.set(there, free)
          row.push(free, there.length)
          free += there.length
        }
      }
      words.set(row, told / 4 + index * recordWords)
    })
    words[ledger / 4] = told
    words[ledger / 4 + 1] = records.length
  }

  return {
    load,
    engine,
    verbs,
    answers,
    /** Of the client that came last. */
    get options() {
      return clients.at(-1)?.options ?? {}
    },
    get client(): FakeNative {
      const last = clients.at(-1)
      if (!last) throw new Error('there is no client in the engine')
      return last
    },
    /** As a socket event does: news of one frame, told, and the frame forgotten. */
    tell(frameAtHand: FakeFrame | null, ...records: FakeRecord[]): void {
      lay(frameAtHand)
      write(clients.length, records)
      hawser.settle()
      lay(null)
    },
    /** What went in since the last look, of some verbs or of all. */
    said(...names: string[]): Verb[] {
      const found = verbs.filter(([name]) => !names.length || names.includes(name))
      verbs.length = 0
      return found
    },
  }
}

/** JSON as a value, other bytes as numbers. */
function payload(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes))
  } catch {
    return [...bytes]
  }
}

export type FakeEngine = ReturnType<typeof fakeEngine>

/** Records in words. A detail is an object. */
export const say = {
  resolve: (link: number, renew = 0): FakeRecord => [Kind.resolve, link, renew],
  changed: (state: number): FakeRecord => [Kind.changed, state],
  connected: (detail: object = {}): FakeRecord => [Kind.connected, 0, { at: JSON.stringify(detail) }],
  status: (channel: number, status: number): FakeRecord => [Kind.subscription, channel, status],
  subscribed: (channel: number, detail: object = {}): FakeRecord => [
    Kind.subscribed,
    channel,
    { at: JSON.stringify(detail) },
  ],
  unsubscribed: (channel: number, code: number, reason: string): FakeRecord => [
    Kind.unsubscribed,
    channel,
    code,
    { at: reason },
  ],
  adopted: (channel: number, name: string): FakeRecord => [Kind.adopted, channel, { at: name }],
  member: (channel: number, joined: number, detail: object): FakeRecord => [
    Kind.member,
    channel,
    joined,
    { at: JSON.stringify(detail) },
  ],
  fresh: (view: number): FakeRecord => [Kind.fresh, view],
  moved: (channel: number, offset: bigint): FakeRecord => [
    Kind.moved,
    channel,
    Number(offset & 0xffff_ffffn),
    Number(offset >> 32n),
  ],
  context: (detail: object): FakeRecord => [Kind.context, { at: JSON.stringify(detail) }],
  publication: (route: number, channel: number, [begin, end]: readonly [number, number], offset = 0n): FakeRecord => [
    Kind.publication,
    route,
    channel,
    begin,
    end,
    Number(offset & 0xffff_ffffn),
    Number(offset >> 32n),
  ],
  kept: (route: number, channel: number, data: string | Uint8Array, offset = 0n): FakeRecord => [
    typeof data === 'string' ? Kind.keptPublication : Kind.keptBytes,
    route,
    channel,
    { at: data },
    Number(offset & 0xffff_ffffn),
    Number(offset >> 32n),
  ],
  settled: (ticket: number, outcome: number, body: readonly [number, number] = [0, 0], detail?: object): FakeRecord => [
    Kind.settled,
    ticket,
    outcome,
    ...body,
    { at: detail ? JSON.stringify(detail) : '' },
  ],
  fault: (code: number, why: string): FakeRecord => [Kind.fault, code, 0, { at: why }, 0, 0],
  ask: (ask: number, channel: number, wants: number): FakeRecord => [Kind.ask, ask, channel, wants],
  refusal: (channel: number, phase: number, code: number, temporary: number, message: string): FakeRecord => [
    Kind.refusal,
    channel,
    phase,
    code,
    temporary,
    { at: message },
  ],
}
