import type { ConnectionError } from './errors.js'
import type { CloseInfo, Events, Listener, Off, Status } from './events.js'
import type { KeyAt, KeyPath } from './key-path.js'
import type { KeyedViewOptions, Latest, ViewOptions } from './view-options.js'
import type {
  IterateOptions,
  MessageMap,
  Meta,
  Receipt,
  RequestOptions,
  Sendable,
  SendOptions,
  StreamOptions,
  Tapped,
  Untyped,
} from './messages.js'

export * from './centrifugo/client-types.js'
export * from './centrifugo/options.js'
export * from './client-options.js'
export * from './events.js'
export type { KeyAt, KeyPath } from './key-path.js'
export type { KeyedViewOptions, Latest, ViewOptions } from './view-options.js'
export * from './messages.js'

/** A WHATWG stream of what arrives and a sink for what is sent. */
export interface Streams<In, Out> {
  /** Every message, parsed; bytes as they are. Closes after a clean `disconnect()`, fails with a {@link ConnectionError} after `reconnect-failed`. */
  readonly readable: ReadableStream<In>
  /**
   * A write settles when the message has left and the socket's buffer is low. Closing it disconnects with 1000, aborting with 4000.
   * Ends as the readable does; a pipe into it fails with `closed` then, because nobody else can close what a pipe writes to.
   */
  readonly writable: WritableStream<Out>
  /** How the connection ended. Never rejects. */
  readonly closed: Promise<CloseInfo>
}

/** Figures since the client was made, or since its engine had to be replaced, unless said otherwise. */
export interface Stats {
  readonly status: Status
  /** Round trip of the last heartbeat in milliseconds. */
  readonly rtt: number | undefined
  /** Messages that arrived, those of the protocol (pongs, confirmations) included. */
  readonly received: number
  readonly receivedBytes: number
  /** Messages that were handed to the socket, those of the protocol (hello, pings, subscriptions) included. */
  readonly sent: number
  readonly sentBytes: number
  /** Messages that nobody listened to: they were never parsed. */
  readonly ignored: number
  /** Messages that were refused unread: over a limit. */
  readonly refused: number
  /** Messages that the outbox let go. */
  readonly dropped: number
  /** Messages that a newer one replaced before anybody saw them, where only the latest counts (`latest`). */
  readonly conflated: number
  /** Messages in the outbox now. */
  readonly queued: number
  readonly queuedBytes: number
  /** In the socket's own buffer now, in bytes. */
  readonly bufferedAmount: number
  /**
   * Attempts to come back since the last link that was stable (`reconnect.stable`): also while a link is open that isn't yet. In
   * hooks, `attempt` is the one that is planned or under way, and 0 as soon as a link is open.
   */
  readonly attempts: number
  /** Links opened. */
  readonly opens: number
  /** Channels held now. */
  readonly channels: number
  /** Requests that await a reply now. */
  readonly requests: number
  /** Milliseconds until the next attempt, where one is planned. In hooks, `nextAttempt` is the time of it. */
  readonly nextAttempt: number | undefined
  /** Where the engine is: `none`: on this thread, or nowhere yet. */
  readonly worker: 'none' | 'dedicated' | 'shared'
  /** Why it isn't in the worker that was asked for. */
  readonly workerFallback?: string
}

/** A channel that is held: subscribed while at least one holder is there. */
export interface ChannelHandle<T = unknown> extends AsyncIterable<T> {
  readonly name: string
  /** Where the subscription is; `subscribing` also while the link is down. */
  readonly status: 'unsubscribed' | 'subscribing' | 'subscribed'
  /**
   * Listens until what it returns is called. `message`: the payload of everything in the channel. A type: the payloads of that type. `status`, `error`: of the subscription.
   * @throws ConnectionError `destroyed` after `close()`
   */
  on<K extends string>(event: K, listener: Listener<ChannelEvent<T, K>>): Off
  /** As `on`, for one time. */
  once<K extends string>(event: K, listener: Listener<ChannelEvent<T, K>>): Off
  /** Undoes every `on` and `once` of this listener. */
  off<K extends string>(event: K, listener: Listener<ChannelEvent<T, K>>): void
  /** Sends `{ channel, payload }`, with `type` where given. @throws ConnectionError `destroyed` after `close()`, and as `send` */
  publish(payload: unknown, type?: string): Receipt
  /**
   * What the channel's messages of a type last said, or those of every type (`message`): see `client.latest`.
   * @throws ConnectionError `destroyed` after `close()`; `bad-option`
   */
  latest(type: string, options?: ViewOptions): Latest<T | undefined>
  latest<P extends KeyPath<T>>(type: string, options: KeyedViewOptions<P>): Latest<ReadonlyMap<KeyAt<T, P>, T>>
  /** Payloads of the channel, as a loop; the handle itself is one too. Ends with `close()`. */
  messages(options?: IterateOptions): AsyncIterable<T>
  /** Lets go: listeners of this handle leave; the last handle unsubscribes. */
  close(): void
}

/** What an event of a channel tells: of `status`, of `error`, of `message` or of a type. */
export type ChannelEvent<T, K extends string> = K extends 'status'
  ? ChannelHandle['status']
  : K extends 'error'
    ? ConnectionError
    : T

declare const maps: unique symbol

/**
 * A connection that holds, and everything that is said over it. Its methods may be taken off it:
 * `const { emit, on } = client`. After `destroy()`, every call that asks for the connection
 * throws a {@link ConnectionError} with code `destroyed`.
 */
export interface Client<In extends MessageMap = Untyped, Out extends MessageMap = Untyped> {
  /** Nothing at run time: from here TypeScript takes the maps of a client that is more than this. */
  readonly [maps]?: { readonly incoming: In; readonly outgoing: Out }
  readonly status: Status
  /** `status` is `open`. */
  readonly isConnected: boolean
  /** Figures of this moment. */
  stats(): Stats

  /**
   * Dials, unless a link is up or on its way. Loads the engine on first use. Failures arrive as `error`.
   */
  connect(): void
  /**
   * Hangs up for good; one `close` follows if a link was open, and then nothing more.
   * @param code - 1000 or 3000–4999
   * @param reason - at most 123 bytes of UTF-8
   * @throws ConnectionError `bad-close` on any other code or reason
   */
  disconnect(code?: number, reason?: string): void
  /** Drops the link, if any, and dials anew at once. */
  reconnect(): void
  /**
   * Resolves when open; connects unless that is under way. Rejects with `aborted`, `closed`, `destroyed`, `gave-up` when no
   * attempt is left, or what can't ever connect: `bad-option`, `unauthorized`, an `engine-failed` that isn't temporary.
   */
  ready(options?: { signal?: AbortSignal }): Promise<void>
  /** Disconnects and frees the engine's memory of this client. It can't be used afterwards. */
  destroy(): void

  /** Listens to an event or to the messages of a type, until what it returns is called. @throws ConnectionError `bad-option` if the listener is none */
  on<K extends keyof Events<In> & string>(event: K, listener: Listener<Events<In>[K]>): Off
  /** As `on`, for one time. */
  once<K extends keyof Events<In> & string>(event: K, listener: Listener<Events<In>[K]>): Off
  /** Undoes every `on` and `once` of this listener. */
  off<K extends keyof Events<In> & string>(event: K, listener: Listener<Events<In>[K]>): void
  /**
   * Every message for listeners, whoever else listens: for loggers and stores.
   * Replies to requests, pongs and confirmations of subscriptions are not among them.
   */
  tap(listener: (message: Tapped) => void): Off

  /**
   * Hands a message to the socket, or keeps it until there is one.
   * @throws ConnectionError `not-serializable`, `outbox-full`, `rate-limited`, `disconnected`, `message-too-large`
   */
  send(message: Sendable<Out>, options?: SendOptions): Receipt
  /** `send({ type, payload })`, with your envelope's field names. @throws ConnectionError as `send` */
  emit<K extends keyof Out & string>(type: K, ...payload: undefined extends Out[K] ? [Out[K]?] : [Out[K]]): Receipt
  /** Delivered to the local listeners as if it had arrived: for tests and optimistic UI. */
  dispatch<K extends keyof In & string>(type: K, payload: In[K], meta?: Meta): void
  /**
   * Sends with an id and resolves with the payload of the reply. Rejects with `timeout`, `server`, `closed`, `aborted`,
   * `dropped`, `bad-message` (a reply that isn't JSON), or what `send` throws.
   */
  request<T = unknown>(message: object, options?: RequestOptions): Promise<T>

  /** Holds a channel until the handle is closed. @throws ConnectionError `bad-option` for an empty name */
  channel<T = unknown>(name: string): ChannelHandle<T>
  /** The plain form: one holder, until `unsubscribe`. Messages arrive at typed listeners or `message`. @throws ConnectionError as `channel` */
  subscribe(channel: string): void
  /** Undoes `subscribe`; nothing if there was none. */
  unsubscribe(channel: string): void

  /**
   * What the messages of a type last said: the payload, or with `key` a map of the latest payload for each key. Until it
   * is closed. Messages that nobody else listens to never become objects one by one: the engine keeps the latest, and
   * hands over what is new at most once a frame.
   * @throws ConnectionError `bad-option`
   */
  latest<K extends keyof In & string>(type: K, options?: ViewOptions): Latest<In[K] | undefined>
  latest<K extends keyof In & string, P extends KeyPath<In[K]>>(
    type: K,
    options: KeyedViewOptions<P>,
  ): Latest<ReadonlyMap<KeyAt<In[K], P>, In[K]>>
  /**
   * Payloads of one type, as a loop: `for await (const task of client.messages('task-updated'))`.
   * Ends with `disconnect()`; after `reconnect-failed`, throws what `ready()` rejects with.
   * @throws ConnectionError `bad-option` for a `limit` that is no count
   */
  messages<K extends keyof In & string>(type: K, options?: IterateOptions): AsyncIterable<In[K]>
  /** What arrives and what is sent, as WHATWG streams. @throws ConnectionError `bad-option` for a `limit` that is no count */
  streams(options?: StreamOptions): Streams<unknown, Sendable<Out>>
}

/** A client of any maps, for helpers that work with every client. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- of `unknown`, a map with names would be no part
export type AnyClient = Client<any, any>
