import type { CentrifugoProtocol } from './centrifugo/options.js'
import type { CloseInfo } from './events.js'
import type { MessageMap, Untyped } from './messages.js'
import type { StandardSchemaV1 } from './standard-schema.js'

/** A value, or a function that makes it anew for every attempt. */
export type Provider<T> = T | (() => T | Promise<T>)

/** Where to dial. `http:` and `https:` mean `ws:` and `wss:`; in a page, a relative one belongs to it. */
export type Address = Provider<string | URL>

/** A schema for some types of a map: the payload is what the schema makes of it. */
export type Schemas<In extends MessageMap> = { readonly [K in keyof In]?: StandardSchemaV1<unknown, In[K]> }

/** How your server's messages are laid out. All fields must differ. */
export interface EnvelopeOptions {
  /** Field that holds a message's type. @default 'type' */
  type?: string
  /** Field that holds the payload. A message without it is its own payload. @default 'payload' */
  payload?: string
  /** Field that names the channel. @default 'channel' */
  channel?: string
  /** Field that ties a reply to its request. @default 'id' */
  id?: string
  /** Field whose presence makes a message an error. @default 'error' */
  error?: string
  /** Type of the message that subscribes. @default 'subscribe' */
  subscribe?: string
  /** Type of the message that unsubscribes. @default 'unsubscribe' */
  unsubscribe?: string
  /** Type of the message that confirms a subscription. Without it, one is confirmed once it is sent. */
  subscribed?: string
  /** Type of the message by which the server ends a subscription. Without it, it has no such message. */
  unsubscribed?: string
}

/** When to come back. Times are milliseconds. */
export interface ReconnectOptions {
  /** Window of the first attempt after a cause on the user's side. Doubles with every attempt. @default 500 */
  first?: number
  /** The same after the server's side dropped a stable link: wide, so that a fleet doesn't return at once. @default 5000 (never under `first`) */
  spread?: number
  /** No delay is longer. @default 30_000 (never under `first`) */
  longest?: number
  /** Attempts until `reconnect-failed`. @default Infinity */
  attempts?: number
  /** `full`: a delay is drawn from its window; `none`: it is the window. @default 'full' */
  jitter?: 'full' | 'none'
  /** A link that lasted this long resets the attempts. @default 5000 */
  stable?: number
  /** Whether to come back after this close; if not, `reconnect-failed` follows. @default always */
  retry?: (close: CloseInfo) => boolean
}

/** How to notice that nobody is there any more. Times are milliseconds. */
export interface HeartbeatOptions {
  /**
   * Silence until a ping, while the page is visible: at most, and at least half of it. Each link draws its own, so that a fleet
   * whose server falls silent doesn't come back at once. @default 5000
   */
  interval?: number
  /** The same while the page is hidden. @default 30_000 (never under `interval`) */
  hidden?: number
  /** From the ping until the link is given up. Any data counts as life. @default 5000 */
  timeout?: number
  /** What to send: a text as it is, anything else as JSON. @default { type: 'ping' } (with your envelope's field) */
  message?: unknown
  /**
   * What the reply looks like: a type (`'pong'`), `{ text: 'pong' }`, or a predicate of the parsed message.
   * Replies are kept from the listeners and give the round-trip time. @default 'pong'
   */
  reply?: string | { text: string } | ((message: unknown) => boolean)
}

/** How fast messages may leave. */
export interface RateLimitOptions {
  /** Messages that may go at once. @default 20 */
  burst?: number
  /** Messages a second after that. @default 10 */
  perSecond?: number
  /** `queue`: a message over the limit waits in the outbox; `reject`: `send` throws `rate-limited`. @default 'queue' */
  overflow?: 'queue' | 'reject'
}

/** What is kept for a link that is down, or for the rate limit. */
export interface OutboxOptions {
  /** Messages kept at most; 0: none. @default 1000 */
  messages?: number
  /** Bytes of theirs at most. @default 1_048_576 */
  bytes?: number
  /** Which message goes when it is full; `reject` and `drop-newest` refuse the new one, the former by throwing. @default 'drop-oldest' */
  overflow?: 'drop-oldest' | 'drop-newest' | 'reject'
}

/** Where the engine runs, if not on this thread. */
export interface WorkerOptions {
  /**
   * Where your app serves the file `hawser/worker`, or a function that makes the worker of it. Without it the worker is made
   * from a Blob, which needs `blob:` in the `worker-src` of a Content-Security-Policy.
   */
  url?: string | URL | (() => Worker | SharedWorker)
  /** One worker, and one connection, for all tabs of the origin. @default false */
  shared?: boolean
  /** Of a shared connection: tells it from others whose URL is a function with the same options. */
  name?: string
}

/** The part of the `WebSocket` constructor that is used: a browser's, `ws`, or a mock. */
export type WebSocketConstructor = new (url: string, protocols?: string | string[]) => unknown

/** All of them are optional; what can't work is refused by `createClient`, with code `bad-option`. */
export interface ClientOptions<In extends MessageMap = Untyped> {
  /** What the server speaks, where that is more than plain messages: `centrifugo({ … })`. */
  protocol?: CentrifugoProtocol | undefined
  /** Names of the fields and of the control messages. */
  envelope?: EnvelopeOptions
  /** `false`: a lost link is final. @default true */
  reconnect?: ReconnectOptions | boolean
  /** `true`: with the defaults. Off unless asked for: a stranger's server may not know the ping. @default false */
  heartbeat?: HeartbeatOptions | boolean
  /** `true`: with the defaults. @default false */
  rateLimit?: RateLimitOptions | boolean
  /** Bounds of what waits to be sent. */
  outbox?: OutboxOptions
  /** Milliseconds for the providers and the upgrade together. @default 10_000 */
  connectTimeout?: number
  /** Milliseconds that `disconnect()` waits for the server. @default 3000 */
  closeTimeout?: number
  /** Milliseconds that a subscription waits for the server's word, where the envelope has one. @default 5000 */
  subscribeTimeout?: number
  /** A longer message is refused unread, with an error; at most 2 ** 28. @default 1_048_576 */
  maxMessageBytes?: number
  /** Nesting of a message's JSON, at most 64. @default 64 */
  maxDepth?: number
  /** Subprotocols to offer; `open` tells which one the server chose. */
  protocols?: Provider<string | readonly string[] | undefined>
  /** First message on every new link, before subscriptions and the outbox: the place for a token. */
  hello?: Provider<unknown>
  /** Makes the sockets: `ws` in Node 20, a mock in tests. @default globalThis.WebSocket, looked up at every dial */
  WebSocket?: WebSocketConstructor
  /**
   * Runs the engine off this thread: `true` in a worker of this page, `'shared'` in one that all tabs of the origin share, with
   * one connection; an object says more. `stats().worker` tells where it is, and `stats().workerFallback` why it isn't where it should be. @default false
   */
  worker?: boolean | 'shared' | WorkerOptions
  /** What a binary message arrives as. @default 'arraybuffer' */
  binaryType?: 'arraybuffer' | 'blob'
  /** Validate payloads before delivery; the map's types follow. What fails goes to `error`, never to the listener. */
  schemas?: Schemas<In>
  /**
   * Sees every event, what is sent and what arrives for listeners and requests, for debugging: see `devtools()` and `log()`.
   * What the engine says by itself (hello, pings, subscriptions) isn't shown. While it is set, every message is parsed.
   */
  inspect?: (entry: InspectEntry) => void
}

/** Options of a client for a broker. */
export interface BrokerOptions<In extends MessageMap = Untyped> extends ClientOptions<In> {
  protocol: CentrifugoProtocol
}

/** What `inspect` is told. */
export interface InspectEntry {
  /** `performance.now()`, milliseconds. */
  readonly time: number
  readonly direction: 'in' | 'out' | 'event'
  /** Of the message (`text`, `binary` or `json` where it has none), or the name of the event. */
  readonly type: string
  /** Of a message that arrived in a channel that is held. */
  readonly channel?: string
  /** Size of the message; of a text in UTF-8. */
  readonly bytes?: number
  /** The message, parsed, or what the event told. */
  readonly detail?: unknown
}
