import { report } from './errors.js'
import type { Data } from './engine-client.js'
import { parsed } from './json.js'
import { sizeOf } from './text.js'
import type { ClientOptions, InspectEntry, MessageMap, Tapped } from './types.js'

export type Line = Omit<InspectEntry, 'time'>

/** Writes the log of a client, where somebody asked for one. */
export class Inspector {
  readonly #inspect: ClientOptions<MessageMap>['inspect']
  readonly #typeField: string

  constructor(inspect: ClientOptions<MessageMap>['inspect'], typeField: string) {
    this.#inspect = inspect
    this.#typeField = typeField
  }

  get on(): boolean {
    return this.#inspect !== undefined
  }

  event(type: string, detail: unknown): void {
    if (type !== 'message' && type !== 'binary') this.write({ direction: 'event', type, detail })
  }

  /** The message itself, parsed where it is JSON. */
  incoming(detail: unknown, raw: Tapped['raw'], channel?: string, type = this.#typeOf(detail)): void {
    this.write({
      direction: 'in',
      type,
      bytes: sizeOf(raw),
      detail,
      ...(channel !== undefined && { channel }),
    })
  }

  reply(text: string): void {
    if (this.on) this.incoming(parsed(text), text)
  }

  outgoing(message: unknown, data: Data): void {
    if (this.on) this.write({ direction: 'out', type: this.#typeOf(message), bytes: sizeOf(data), detail: message })
  }

  #typeOf(message: unknown): string {
    if (typeof message === 'string') return 'text'
    if (typeof message !== 'object' || message === null) return 'json'
    if (message instanceof ArrayBuffer || ArrayBuffer.isView(message) || 'arrayBuffer' in message) return 'binary'
    const type = (message as Record<string, unknown>)[this.#typeField]
    return typeof type === 'string' ? type : 'json'
  }

  write(line: Line): void {
    try {
      this.#inspect?.({ time: performance.now(), ...line })
    } catch (error) {
      report(error)
    }
  }
}
