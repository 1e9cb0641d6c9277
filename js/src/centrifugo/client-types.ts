import type { ConnectionError } from '../errors.js'
import type { Events, Listener, Off } from '../events.js'
import type { ClientInfo, MessageMap, Receipt, RequestOptions, Sendable, SendOptions, Untyped } from '../messages.js'
import type { ChannelEvent, ChannelHandle, Client } from '../types.js'
import type { Position, Since, SubscriptionOptions } from './options.js'

/** What the broker says when a channel is subscribed, or when a hole in it can't be repaired. */
export interface SubscribedContext {
  /** What is missed can be recovered. */
  readonly recoverable: boolean
  /** Publications have positions. */
  readonly positioned: boolean
  /** Something was to be recovered: it was subscribed before, or `since` says so. */
  readonly wasRecovering: boolean
  /** Nothing is missing. `false` after `wasRecovering`: there is a hole that history doesn't cover. */
  readonly recovered: boolean
  /** Where the stream stands; after a recovery, where it began. */
  readonly position?: Position
  /** From the server's subscribe handler. */
  readonly data?: unknown
}

/** Why a subscription ended. */
export interface UnsubscribedContext {
  /** Centrifugo's number: 1 a token may not be had, from 100 on the server's error, 2000 and more the server did. */
  readonly code: number
  readonly reason: string
}

/** What becomes of a subscription that the server made. */
export type ServerSubscription = { readonly channel: string } & (
  | ({ readonly status: 'subscribed' } & SubscribedContext)
  | ({ readonly status: 'subscribing' | 'unsubscribed' } & Partial<UnsubscribedContext>)
)

/** What was published, as history tells it. */
export interface Publication<T = unknown> {
  readonly data: T
  readonly offset: bigint
  readonly info?: ClientInfo
  readonly tags?: Readonly<Record<string, string>>
  /** When, in milliseconds of `Date.now()`, where the server says so. */
  readonly time?: number
}

export interface History<T = unknown> {
  readonly publications: readonly Publication<T>[]
  /** The newest of the channel. */
  readonly offset: bigint
  readonly epoch: string
}

/** What ends a call before its reply. */
export interface CallOptions extends RequestOptions {
  /** Milliseconds until the reply must be there, the wait for the connection included. @default the `timeout` of `centrifugo()` */
  timeout?: number
}

export interface HistoryOptions extends CallOptions {
  /** Publications at most; -1: as many as the server gives; 0: the position only. @default 0 */
  limit?: number | undefined
  /** Those after this position; in reverse, those before it. */
  since?: Since | undefined
  /** The newest first. @default false */
  reverse?: boolean | undefined
}

export interface PresenceStats {
  readonly numClients: number
  readonly numUsers: number
}

/** What a subscription tells of itself. */
export interface SubscriptionEvents {
  subscribed: SubscribedContext
  unsubscribed: UnsubscribedContext
  /** Somebody came. */
  join: ClientInfo
  /** Somebody left. */
  leave: ClientInfo
}

/**
 * What a broker knows of a channel. Calls wait for the subscription, up to their `timeout`. They reject with `server`,
 * `timeout`, `closed`, `aborted`, and at once with `disconnected` or `unsubscribed` where nothing is under way.
 */
export interface BrokerChannel<T = unknown> {
  /** After the publication that was delivered last; undefined where the channel has no positions. */
  readonly position: Position | undefined
  /** Who is there, by the number of the connection. */
  presence(options?: CallOptions): Promise<Map<string, ClientInfo>>
  presenceStats(options?: CallOptions): Promise<PresenceStats>
  history(options?: HistoryOptions): Promise<History<T>>
  /** Resolves when subscribed. Rejects with `unsubscribed`, `closed`, `aborted`, `destroyed`, or how the connection failed. */
  ready(options?: { signal?: AbortSignal }): Promise<void>
  /** @internal Tells an error that was thrown at nobody. */
  fail(error: ConnectionError): void
  /** @internal What listeners get of such data. */
  unwrap(data: unknown): { readonly type?: string | undefined; readonly payload: unknown }
}

/** A channel of a broker that is held. */
export interface CentrifugoChannel<T = unknown> extends ChannelHandle<T>, BrokerChannel<T> {
  on<K extends keyof SubscriptionEvents>(event: K, listener: Listener<SubscriptionEvents[K]>): Off
  on<K extends string>(event: K, listener: Listener<ChannelEvent<T, K>>): Off
  once<K extends keyof SubscriptionEvents>(event: K, listener: Listener<SubscriptionEvents[K]>): Off
  once<K extends string>(event: K, listener: Listener<ChannelEvent<T, K>>): Off
  off<K extends keyof SubscriptionEvents>(event: K, listener: Listener<SubscriptionEvents[K]>): void
  off<K extends string>(event: K, listener: Listener<ChannelEvent<T, K>>): void
  /**
   * Publishes the payload, with a type as `{ type, payload }`. `done` resolves once the broker has taken it and rejects with
   * its error, which `error` tells where nobody asked for `done`. @throws ConnectionError `bad-option`, `destroyed`, `disconnected`,
   * `unsubscribed`, `not-serializable`, `message-too-large`, `outbox-full`, `rate-limited`
   */
  publish(payload: unknown, type?: string): Receipt
}

/** A client of a Centrifugo broker: the same, and what a broker can do. Calls reject as those of {@link BrokerChannel}. */
export interface CentrifugoClient<In extends MessageMap = Untyped, Out extends MessageMap = Untyped>
  extends Client<In, Out> {
  /** What becomes of the subscriptions that the server made. */
  on(event: 'subscription', listener: Listener<ServerSubscription>): Off
  on<K extends keyof Events<In> & string>(event: K, listener: Listener<Events<In>[K]>): Off
  once(event: 'subscription', listener: Listener<ServerSubscription>): Off
  once<K extends keyof Events<In> & string>(event: K, listener: Listener<Events<In>[K]>): Off
  off(event: 'subscription', listener: Listener<ServerSubscription>): void
  off<K extends keyof Events<In> & string>(event: K, listener: Listener<Events<In>[K]>): void

  /** Holds a channel until the handle is closed. @throws ConnectionError `bad-option` */
  channel<T = unknown>(name: string, options?: SubscriptionOptions): CentrifugoChannel<T>

  /**
   * Without a reply, and only for servers on the library centrifuge: Centrifugo itself answers with a close, 3508, which is
   * final. So it does to `emit`. Publish instead.
   */
  send(message: Sendable<Out>, options?: SendOptions): Receipt
  /** Calls a method of the server. */
  rpc<T = unknown>(method: string, data?: unknown, options?: CallOptions): Promise<T>
  /** Publishes in a channel, held or not. After a `timeout` it may have arrived. */
  publish(channel: string, data: unknown, options?: CallOptions): Promise<void>
  history<T = unknown>(channel: string, options?: HistoryOptions): Promise<History<T>>
  presence(channel: string, options?: CallOptions): Promise<Map<string, ClientInfo>>
  presenceStats(channel: string, options?: CallOptions): Promise<PresenceStats>

  /** For the next connect. @throws ConnectionError `bad-option` */
  setToken(token: string): void
  /** For the next connect. */
  setData(data: unknown): void
  /** For the next connect. @throws ConnectionError `bad-option` */
  setHeaders(headers: Record<string, string>): void
}
