import type { Data } from '../engine-client.js'
import { ConnectionError } from '../errors.js'
import type { Frame } from '../frame.js'
import { encode, stringify } from '../json.js'

/** Where data lies in the frame at hand. */
export type Span = readonly [begin: number, end: number]

/** What data is on the wire: JSON, or bytes. */
export class Payloads {
  constructor(readonly binary: boolean) {}

  /** @throws ConnectionError `not-serializable` */
  written(data: unknown): Data {
    if (!this.binary) return stringify(data)
    if (typeof data === 'string' || data instanceof ArrayBuffer || ArrayBuffer.isView(data)) return encode(data)
    throw new ConnectionError(
      'not-serializable',
      `In the payload "binary", data is bytes or a text, not ${typeof data}; payload: 'json' sends objects`,
    )
  }

  /** Data that may be left out: `''`. */
  optional(data: unknown): Data {
    return data === undefined || data === null ? '' : this.written(data)
  }

  read(frame: Frame, [begin, end]: Span): unknown {
    return this.binary ? frame.bytes(begin, end) : frame.json(begin, end)
  }

  raw(frame: Frame, [begin, end]: Span): string | Uint8Array {
    return this.binary ? frame.bytes(begin, end) : frame.text(begin, end)
  }

  parse(raw: string | Uint8Array): unknown {
    return typeof raw === 'string' ? JSON.parse(raw) : raw
  }
}
