/** What went wrong. The set is closed: a `switch` over it can be exhaustive. */
export type ErrorCode =
  /** An option, a URL or an argument that can't work. */
  | 'bad-option'
  /** A close code other than 1000 and 3000–4999, or a reason over 123 bytes. */
  | 'bad-close'
  /** The client was destroyed, or the channel's handle was closed. */
  | 'destroyed'
  /** A message that JSON can't hold. */
  | 'not-serializable'
  /** A message over `maxMessageBytes`, in or out. */
  | 'message-too-large'
  /** The outbox is full and its `overflow` is `reject`. */
  | 'outbox-full'
  /** Over the rate limit whose `overflow` is `reject`. */
  | 'rate-limited'
  /** There is no connection now; `temporary` while one is on its way. */
  | 'disconnected'
  /** The outbox let a message go; `details` says why: `full`, `disconnected`, `other-destination`, or `engine`, which stopped. */
  | 'dropped'
  /** The engine could not be loaded, or stopped; `reason` says why. */
  | 'engine-failed'
  /**
   * An attempt to connect failed: refused, or a provider threw (then `cause` is what it threw). A `bad-option` among these is
   * final.
   */
  | 'connect-failed'
  /** A connection, a subscription or a reply took too long. */
  | 'timeout'
  /** A heartbeat had no reply: the link is given up. */
  | 'unanswered'
  /** The link was lost before the reply, or `disconnect()` ended the wait. */
  | 'closed'
  /** A broker's token may not be had: `getToken` gave `null`, or threw an `UnauthorizedError`. */
  | 'unauthorized'
  /** A `getToken` or `getData` threw while the connection was up; `cause` is what it threw. It is asked again. */
  | 'provider-failed'
  /** The broker has ended the subscription that this was meant for. */
  | 'unsubscribed'
  /** No attempt is left; `cause` is how the last one failed, or `details` the close that was final. */
  | 'gave-up'
  /** Your signal ended it; `cause` is its reason. */
  | 'aborted'
  /** The server says so; `details` is its error, parsed, and `message` has its words. */
  | 'server'
  /** A message that can't be read: its JSON is broken or deeper than `maxDepth`. */
  | 'bad-message'
  /** A payload that its schema refuses; `details` are the issues. */
  | 'invalid-payload'
  /** A reader was too slow: the oldest message went, or the stream failed. */
  | 'overflow'

/**
 * Why there is no engine: the page's policy forbids it (`csp`), it doesn't compile or start here (`compile`), its wasm
 * (`network`: or it isn't there after 30 s) or its code (`chunk`) can't be fetched, there is no memory for it, it stopped (`trap`), or it doesn't know the protocol
 * or the options that are asked for (`mismatch`: `hawser/plain.wasm` where a broker is, or files of two versions). Those that are
 * `temporary` (mostly `network`, `chunk`, `trap`) are tried again as `reconnect` says.
 */
export type EngineFailure = 'csp' | 'compile' | 'network' | 'chunk' | 'memory' | 'trap' | 'mismatch'

export interface ErrorFields {
  readonly cause?: unknown
  readonly details?: unknown
  readonly reason?: EngineFailure | undefined
  readonly channel?: string | undefined
  readonly temporary?: boolean
  readonly protocolCode?: number | undefined
}

const worthAnotherTry: ReadonlySet<ErrorCode> = new Set([
  'outbox-full',
  'rate-limited',
  'connect-failed',
  'timeout',
  'unanswered',
  'closed',
  'provider-failed',
  'overflow',
])

/** Everything this package throws, rejects with or emits as `error`. Switch on `code`; read `message`. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'
  /** Worth trying again without changing anything. */
  readonly temporary: boolean
  /** What came with it: the server's error, a schema's issues, why a message was dropped. */
  readonly details: unknown
  /** Of `engine-failed`. */
  readonly reason: EngineFailure | undefined
  /** The channel that it is about. */
  readonly channel: string | undefined
  /** Centrifugo's number for it: 1–12 are the client's, from 100 on they are the server's. */
  readonly protocolCode: number | undefined

  constructor(
    readonly code: ErrorCode,
    message: string,
    fields: ErrorFields = {},
  ) {
    super(message, 'cause' in fields ? { cause: fields.cause } : undefined)
    this.temporary = fields.temporary ?? worthAnotherTry.has(code)
    this.details = fields.details
    this.reason = fields.reason
    this.channel = fields.channel
    this.protocolCode = fields.protocolCode
  }
}

export const isUnauthorized = (error: unknown): boolean =>
  error instanceof ConnectionError && error.code === 'unauthorized'

export const aborted = (signal: AbortSignal) =>
  new ConnectionError('aborted', 'The signal was aborted', { cause: signal.reason })

/** A bug in a listener is reported as uncaught, the way a browser does it, and stops nobody else. */
export function report(error: unknown): void {
  if (typeof reportError === 'function') return reportError(error)
  setTimeout(() => {
    throw error
  })
}
