import { fates, hints, Kind, operations, states } from '../border.js'
import { ConnectionError, type ErrorFields } from '../errors.js'
import { figureNames } from '../figures.js'
import { fieldNames, layouts } from '../layouts.js'
import type { EngineOptions } from '../options.js'

// What crosses between a page and its worker. Both are of one origin and of one build: the first words make sure of that.

/** A record in a batch: its frame, its kind, its six fields, where its text is, and its bytes. */
export const batchWords = 11

/** Kinds beside those of the engine: of what a worker says for itself. */
export const Wire = {
  /** route of the engine, number of the page */
  route: 1000,
  /** channel of the engine, number of the page */
  channel: 1001,
  /** ticket, fate, request: of a message that the page took for queued */
  refused: 1002,
  /** messages that were let go because the page didn't read them */
  lagged: 1003,
  /** Its text is an error that is nobody's in particular. */
  troubled: 1004,
  /** Its text is why the engine is gone. */
  lost: 1005,
  /** Its text is what was new in a view that was asked for it; answers come in the order of the questions. */
  collected: 1006,
} as const

/** A way to the other side, as a worker and its scope are. */
export interface Control {
  postMessage(message: unknown, transfer?: Transferable[]): void
  onmessage: ((event: MessageEvent) => void) | null
}

/** One of its own for a client: the part of a `MessagePort` that is used. */
export interface Endpoint extends Control {
  close(): void
}

/** What one or several turns of the worker's loop had to tell. */
export interface Batch {
  /** For each turn: its records, the epoch that they belong to, and the newest orders that it knew of. */
  readonly turns: readonly number[]
  readonly words: Uint32Array
  /** Slices of frames, and texts of records, one after the other. */
  readonly text: string
  /** Whole messages and bytes. */
  readonly things: readonly Thing[]
  readonly figures: Float64Array
  readonly protocol: string
}

export type Thing = string | ArrayBuffer | Blob | Uint8Array | { readonly size: number } | null

/** What a page wants: each order is a verb and its arguments. */
export interface Orders {
  /** Counts what has orders; 0: it is only about `read`. */
  readonly number: number
  /** Batches that were read since the last time. */
  readonly read: number
  readonly orders: readonly Order[]
}

export type Order = readonly [verb: string, ...args: unknown[]]

/** A page introduces itself to its worker. */
export interface Hello {
  readonly dialect: string
  /** The name of a lock that the page holds for as long as it lives; `''`: the worker dies with the page. */
  readonly lock: string
  /** `undefined`: the worker may have one already. */
  readonly engine?: WebAssembly.Module | ArrayBuffer | Uint8Array<ArrayBuffer>
}

/** One client more. */
export interface Opening {
  /** Clients with the same key are one connection; `''`: nobody else's. */
  readonly key: string
  readonly options: EngineOptions
  /** The user's hang-ups so far. */
  readonly epoch: number
  readonly port: Endpoint
}

/** What a worker says of itself. */
export type Answer =
  /** With the name of a lock that it holds for as long as it lives, where it isn't its page's alone. */
  | { readonly is: 'ready'; readonly lock: string }
  /** It has no engine yet. */
  | { readonly is: 'hungry' }
  /** Its script is of another build. */
  | { readonly is: 'stranger' }
  | { readonly is: 'failed'; readonly error: string }

/** Pages and workers with the same dialect understand each other. */
export const dialect: string = JSON.stringify([
  Kind,
  Wire,
  batchWords,
  layouts,
  fieldNames,
  figureNames,
  operations,
  fates,
  states,
  hints,
])

/** Errors of the platform don't survive the crossing whole. */
export const written = (error: ConnectionError): string =>
  JSON.stringify({ ...error, message: error.message, cause: undefined, words: String(error.cause ?? '') })

export function readError(text: string): ConnectionError {
  const { code, message, words, ...fields } = JSON.parse(text) as ErrorFields &
    Pick<ConnectionError, 'code' | 'message'> & { words: string }
  return new ConnectionError(code, message, { ...fields, ...(words && { cause: new Error(words) }) })
}
