import type { Log } from './log.js'

export type Format = 'json' | 'protobuf'

/** Options that all clients have, by one name. Times are milliseconds. */
export interface LineOptions {
  readonly url: string
  readonly format: Format
  readonly token?: string
  readonly getToken?: () => Promise<string | null>
  readonly data?: unknown
  readonly name?: string
  readonly version?: string
  readonly headers?: Record<string, string>
  readonly timeout?: number
  readonly maxServerPingDelay?: number
  /** Ours only: the reference has no bound. */
  readonly maxMessageBytes?: number
  /** Of coming back, and of subscribing again. */
  readonly delays?: { readonly first: number; readonly longest: number }
  /** Where there is none, as in Node. */
  readonly WebSocket?: unknown
}

export interface FeedOptions {
  readonly token?: string
  readonly getToken?: () => Promise<string | null>
  readonly data?: unknown
  readonly positioned?: boolean
  readonly recoverable?: boolean
  readonly joinLeave?: boolean
  readonly since?: { readonly offset: string; readonly epoch: string }
  readonly delta?: 'fossil'
  readonly tagsFilter?: object
  /** Hears every publication, after the log. */
  readonly listener?: (data: unknown) => void
}

export interface HistoryOptions {
  readonly limit?: number
  readonly since?: { readonly offset: string; readonly epoch: string }
  readonly reverse?: boolean
}

export interface History {
  readonly publications: readonly Published[]
  readonly offset: string
  readonly epoch: string
}

/** A publication as it is logged: what isn't there is left out; offsets are texts, and may be any. */
export interface Published {
  readonly data?: unknown
  readonly offset?: string
  readonly user?: string
  readonly tags?: Record<string, string>
}

/** A subscription of a line. What happens goes to the line's log, to the stream of the channel's name. */
export interface Feed {
  unsubscribe(): void
  /** After `unsubscribe()`. */
  subscribe(): void
  publish(data: unknown): Promise<void>
  history(options?: HistoryOptions): Promise<History>
  /** Users who are there, sorted. */
  presence(): Promise<string[]>
  presenceStats(): Promise<{ clients: number; users: number }>
  /** Where it is: of the last publication that was delivered. */
  position(): { offset: string; epoch: string } | undefined
}

/** One client. What happens to it goes to the stream `line`: open, lost, stopped, error, message. */
export interface Line {
  readonly log: Log
  connect(): void
  disconnect(): void
  subscribe(channel: string, options?: FeedOptions): Feed
  /** Logs what happens on a channel to which the server subscribes. */
  watch(channel: string): void
  setToken(token: string): void
  rpc(method: string, data?: unknown): Promise<unknown>
  publish(channel: string, data: unknown): Promise<void>
  history(channel: string, options?: HistoryOptions): Promise<History>
  presence(channel: string): Promise<string[]>
  presenceStats(channel: string): Promise<{ clients: number; users: number }>
  send(data: unknown): void
  /** Nothing more is told. */
  destroy(): void
}

/** A client library. */
export interface Driver {
  readonly name: string
  open(options: LineOptions, log: Log): Line
  /** What a call of its lines rejected with, in Centrifugo's numbers. */
  refusal(error: unknown): Refusal
}

/** What a call was refused with. */
export interface Refusal {
  readonly code: number
  readonly temporary: boolean
}

/** A protobuf payload is bytes; in the scenarios it is always the JSON of a value. */
export const payload = (format: Format) => ({
  write: (value: unknown): unknown =>
    format === 'protobuf' ? new TextEncoder().encode(JSON.stringify(value ?? null)) : value,
  read: (value: unknown): unknown => {
    if (format !== 'protobuf' || !(value instanceof Uint8Array)) return value
    return value.length ? JSON.parse(new TextDecoder().decode(value)) : undefined
  },
})

/** The same fields, where those that may be undefined may be absent instead. */
export type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Without the fields that aren't there. */
export const present = <T extends object>(fields: T): Present<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>
