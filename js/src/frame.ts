import { Batch } from './batch.js'
import type { EngineModule, RawFrame } from './native.js'
import { encoded, utf8 } from './utf8.js'

/** UTF-8 in the engine's memory. The view is taken anew: memory may have grown. */
export const decode = (engine: EngineModule, at: number, length: number): string =>
  length ? utf8(engine.HEAPU8.subarray(at, at + length)) : ''

/** One message of the socket, and its parts. */
export class Frame {
  readonly data: string | ArrayBuffer | Blob | null
  /** It was the reply of a heartbeat: not for listeners. */
  answered = false
  readonly #engine: EngineModule
  readonly #raw: RawFrame
  readonly #ascii: boolean
  #batch: Batch | undefined

  constructor(engine: EngineModule, raw: RawFrame) {
    this.data = raw.data
    this.#engine = engine
    this.#raw = raw
    this.#ascii = raw.ascii
  }

  /** Offsets are bytes; in ASCII they are characters too, and the original is at hand. */
  text(begin: number, end: number): string {
    if (this.#ascii) return (this.data as string).slice(begin, end)
    if (typeof this.data !== 'string') return utf8(this.bytes(begin, end))
    if (this.#raw.data === this.data) return decode(this.#engine, this.#raw.begin + begin, end - begin)
    // The arena holds another one by now.
    return utf8(encoded(this.data).subarray(begin, end))
  }

  /** Of a binary message, without a copy; a Blob's bytes the engine has never seen. */
  bytes(begin: number, end: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.data as ArrayBuffer, begin, end - begin)
  }

  /** This will be asked for as `json`, and what is announced next stands behind it. */
  announce(begin: number, end: number): void {
    if (this.#ascii) (this.#batch ??= new Batch()).add(begin, end)
  }

  json(begin: number, end: number): unknown {
    return this.#batch?.take(this.data as string, begin) ?? JSON.parse(this.text(begin, end))
  }
}
