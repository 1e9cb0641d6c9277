import type { ConnectionError } from './errors.js'
import type { Binary, MessageMap, Meta } from './messages.js'

/**
 * Where the connection is in its life.
 *
 * - `idle`: never connected, or disconnected by you
 * - `connecting`: loading the engine, asking the providers, dialling
 * - `open`: messages flow
 * - `closing`: you called `disconnect()`, the server's close is awaited
 * - `waiting`: the link was lost, the next attempt is planned
 * - `failed`: no attempt is left, or the close was final; `connect()` starts afresh
 */
export type Status = 'idle' | 'connecting' | 'open' | 'closing' | 'waiting' | 'failed'

/** What `open` tells. */
export interface OpenInfo {
  /** Not the first link of this client: what was missed meanwhile may have to be fetched. */
  readonly reconnected: boolean
  /** Attempts that this link took; 0 when the first one succeeded. */
  readonly attempts: number
  /** The subprotocol that the server chose, or `''`. */
  readonly protocol: string
  /** Of a broker: the number that it gave this connection. */
  readonly client?: string
  /** Of a broker: its version. */
  readonly version?: string
  /** Of a broker: what it said on connecting. */
  readonly data?: unknown
}

/** What `close` tells. */
export interface CloseInfo {
  /** As the server sent it (any 16-bit number), or 1005 (none), 1006 (lost). */
  readonly code: number
  /** As the server sent it; `''` without one. */
  readonly reason: string
  /** Both sides said goodbye. */
  readonly wasClean: boolean
}

/** What `reconnecting` tells. */
export interface RetryInfo {
  /** Its number: 1 for the first after a stable link. */
  readonly attempt: number
  /** Milliseconds until it starts. */
  readonly delay: number
}

/** What `reconnect-failed` tells. */
export interface FailureInfo {
  /** That were made in vain. */
  readonly attempts: number
  /** The close that was final, where one was. */
  readonly close?: CloseInfo
}

/** The events of a connection's life. A server can't fire them: a routed type of such a name arrives as `message`. */
export interface LifecycleEvents {
  /** A link is up. */
  open: OpenInfo
  /** A link that was open is gone: once for each. */
  close: CloseInfo
  /** Every failure that isn't thrown at a caller. Listening to it is optional. */
  error: ConnectionError
  /** What no typed listener and no channel took: the parsed message, or the text itself where it isn't JSON. */
  message: unknown
  /** Every binary message, as `binaryType` says. */
  binary: Binary
  /** The next attempt is planned. */
  reconnecting: RetryInfo
  /** No attempt is left, or the close was final. */
  'reconnect-failed': FailureInfo
  /** The status has changed. */
  status: Status
  /** The outbox is empty again. */
  drain: undefined
}

/** All events of a client: those of its life, and the types of its messages. */
export type Events<In extends MessageMap> = LifecycleEvents & Omit<In, keyof LifecycleEvents>

/** Hears a payload or an event. What it throws is reported as uncaught, and stops no other listener. */
export type Listener<T> = (value: T, meta: Meta) => void

/** A listener, whatever it takes. */
export type AnyListener = (value: never, meta: Meta) => void

/** Undoes what returned it. Calling it twice does nothing more. */
export type Off = () => void
