/** A map from a message's type to its payload: `{ notification: Notice; 'user-joined': { user: string } }`. */
export type MessageMap = object

/** The default map: any type, and a payload that is `unknown` until you look at it. */
export interface Untyped {
  [type: string]: unknown
}

/** A binary message as it arrives: `binaryType` says as which. */
export type Binary = ArrayBuffer | Blob

/** A message as `tap` gives it. */
export interface Tapped {
  /** As it arrived; of a broker's publication its data. */
  readonly raw: string | Binary | Uint8Array
  /** Parses, once, when called; a text that isn't JSON and bytes are as they are. */
  readonly read: () => unknown
}

/** What came with a payload. */
export interface Meta {
  /** The message's type, where it is one that somebody listens to. */
  readonly type?: string
  /** The channel, where it is one that somebody holds. */
  readonly channel?: string
  /** Of a broker's publication: its place in the channel's history. */
  readonly offset?: bigint
  /** Of a broker's publication: who published, where that was a client. */
  readonly info?: ClientInfo
  /** Of a broker's publication: what the publisher wrote beside the data. Without a prototype. */
  readonly tags?: Readonly<Record<string, string>>
}

/** A client as the broker shows it to others. */
export interface ClientInfo {
  /** Of the connection. */
  readonly client: string
  /** Of the user; `''` where nobody is signed in. */
  readonly user: string
  /** What the connection's token says of it. */
  readonly connInfo?: unknown
  /** What the subscription's token says of it. */
  readonly chanInfo?: unknown
}

/** What `send` takes as it is: a text, or bytes. */
export type Raw = string | ArrayBuffer | ArrayBufferView<ArrayBuffer>

/** `{ type, payload }` for every type of a map; where the payload may be undefined, it may be left out. */
export type Envelope<Out extends MessageMap> = Enveloped<Out> & Fields

type Enveloped<Out extends MessageMap> = {
  [K in keyof Out & string]: (undefined extends Out[K] ? { payload?: Out[K] } : { payload: Out[K] }) & {
    type: K
    channel?: string
  }
}[keyof Out & string]

interface Fields {
  [field: string]: unknown
}

interface Bare {
  type?: never
}

/** What `send` takes: bytes and texts as they are, anything else as JSON. Objects with a `type` are checked against the map. */
export type Sendable<Out extends MessageMap> = Untyped extends Out
  ? unknown
  : // Each twice: literals may have more fields, and an interface has no index signature.
    Envelope<Out> | Enveloped<Out> | (Bare & Fields) | (Bare & object) | Raw

/** What became of a message. It is refused by throwing a `ConnectionError`. */
export interface Receipt {
  /**
   * `sent`: handed to the socket. `queued`: kept in the outbox until the link and the rate limit allow it.
   * `dropped`: the outbox is full and its `overflow` is `drop-newest`.
   */
  readonly fate: 'sent' | 'queued' | 'dropped'
  /** Resolves when the message is handed to the socket; rejects with code `dropped` when the outbox lets it go. Made on first use. */
  readonly done: Promise<void>
}

export interface SendOptions {
  /** Keep the message while there is no link, or while the rate limit holds it back; else it is refused. @default true */
  queue?: boolean
}

export interface RequestOptions {
  /** Milliseconds until the reply must be there. @default 10_000 */
  timeout?: number
  /** Ends the wait, with code `aborted`; a request that hasn't left yet never does. */
  signal?: AbortSignal
}

export interface IterateOptions {
  /** Ends the iteration. */
  signal?: AbortSignal
  /** Messages kept while the loop is busy; then the oldest goes and `error` tells it once. @default 1000 */
  limit?: number
}

export interface StreamOptions {
  /** Messages kept while nobody reads; one more fails the readable with code `overflow`. @default 1000 */
  limit?: number
}
