// What the compiled engine offers, as src/wasm binds it. Everything else in this package sees `EngineClient` instead.
import type { WebSocketConstructor } from './types.js'

/** One client inside the engine. Methods take numbers only; texts lie in the outgoing arena. */
export interface NativeClient {
  id(): number
  /** Could the engine read its options? */
  valid(): boolean
  connect(): void
  disconnect(code: number, reason: number, reasonLength: number): void
  reconnect(): void
  resolved(link: number, at: number, url: number, protocols: number, hello: number, token: number): void
  unresolved(link: number, why: number, length: number, unauthorized: number): void
  send(at: number, length: number, flags: number, ticket: number, request: number, replyTimeout: number): number
  listen(at: number, length: number): number
  unlisten(route: number): void
  want(unrouted: number, everything: number): void
  openView(view: number, at: number, length: number): void
  closeView(view: number): void
  collect(view: number): number
  listenToChannel(at: number, length: number, heard: number): void
  subscribe(at: number, name: number, options: number): number
  unsubscribe(channel: number): void
  forget(request: number): void
  recall(ticket: number): void
  ponged(): void
  giveUp(): void
  page(hint: number): void
  stats(): number
  delete(): void

  // For a broker.
  call(operation: number, at: number, name: number, data: number, ticket: number, timeout: number): number
  answered(ask: number, at: number, token: number, data: number): void
  unanswered(ask: number, why: number, length: number, unauthorized: number): void
  setHeaders(at: number, length: number): void
  /** Sends the commands that were begun. */
  flush(): void
}

/** Where the glue takes the socket from, while `resolved` runs. */
export interface Dialing {
  readonly WebSocket: WebSocketConstructor
  readonly maxMessageBytes: number
  readonly binaryType: 'arraybuffer' | 'blob'
}

/** The frame that the engine is handling: the original, and where its bytes lie in the arena. */
export interface RawFrame {
  readonly data: string | ArrayBuffer | Blob | null
  readonly ascii: boolean
  readonly begin: number
}

/** `Module.hawser`: what src/wasm/library_hawser.js shares with this package; each field is explained there. */
export interface Glue {
  dialing: Dialing | null
  outgoing: string | null
  readonly frame: RawFrame
  busy: boolean
  settle: () => void
  trapped: (error: unknown) => void
  outOfMemory: (client: number, bytes: number) => void
  protocol(client: number): string
  bufferedAmount(client: number): number
  /** Nothing goes into wasm any more: no event, no timer. */
  stop(): void
}

export interface EngineModule {
  readonly HEAPU8: Uint8Array
  readonly HEAPU32: Uint32Array
  readonly HEAPF64: Float64Array
  readonly Client: new (options: number, length: number) => NativeClient
  readonly hawser: Glue
  outgoing(bytes: number): number
  records(): number
  clearRecords(): void
}

/** The factory that the compiler writes. */
export type CreateEngine = (settings: {
  instantiateWasm: (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => object
  print: () => void
  printErr: () => void
}) => Promise<EngineModule>
