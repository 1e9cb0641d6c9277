import type { EngineModule, RawFrame } from './native.js'
import { utf8 } from './utf8.js'

/** UTF-8 in the engine's memory. The view is taken anew: memory may have grown. */
export const decode = (engine: EngineModule, at: number, length: number): string =>
  length ? utf8(engine.HEAPU8.subarray(at, at + length)) : ''

/** One message of the socket, and its parts. Valid until the engine is entered by the next one. */
export class Frame {
  readonly data: string | ArrayBuffer | Blob | null
  /** It was the reply of a heartbeat: not for listeners. */
  answered = false
  readonly #engine: EngineModule
  readonly #ascii: boolean
  readonly #begin: number

  constructor(engine: EngineModule, raw: RawFrame) {
    this.data = raw.data
    this.#engine = engine
    this.#ascii = raw.ascii
    this.#begin = raw.begin
  }

  /** Offsets are bytes; in ASCII they are characters too, and the original is at hand. */
  text(begin: number, end: number): string {
    if (this.#ascii) return (this.data as string).slice(begin, end)
    return decode(this.#engine, this.#begin + begin, end - begin)
  }

  json(begin: number, end: number): unknown {
    return JSON.parse(this.text(begin, end))
  }
}
