import type { Fate } from './border.js'
import type { Shipment } from './engine-client.js'
import { sizeOf } from './text.js'
import type { OutboxOptions } from './types.js'

/** The outbox while there is no engine yet: the same bounds, the same fates. */
export class Backlog {
  #kept: Shipment[] = []
  #bytes = 0
  readonly #limits: Required<OutboxOptions>
  readonly #drop: (shipment: Shipment) => void

  constructor(limits: Required<OutboxOptions>, drop: (shipment: Shipment) => void) {
    this.#limits = limits
    this.#drop = drop
  }

  get messages(): number {
    return this.#kept.length
  }

  get bytes(): number {
    return this.#bytes
  }

  add(shipment: Shipment): Fate {
    const bytes = size(shipment)
    if (bytes > this.#limits.bytes) return 'refused_too_large'
    if (this.#limits.messages === 0) return 'refused_full'
    if (!this.#fits(bytes) && this.#limits.overflow !== 'drop-oldest') return 'refused_full'
    while (!this.#fits(bytes)) this.#drop(this.#shift())
    this.#kept.push(shipment)
    this.#bytes += bytes
    return 'queued'
  }

  forget(request: number): void {
    const at = this.#kept.findIndex((shipment) => shipment.request === request)
    if (at >= 0) for (const shipment of this.#kept.splice(at, 1)) this.#bytes -= size(shipment)
  }

  take(): Shipment[] {
    const all = this.#kept
    this.#kept = []
    this.#bytes = 0
    return all
  }

  #fits(bytes: number): boolean {
    return this.messages < this.#limits.messages && this.#bytes + bytes <= this.#limits.bytes
  }

  #shift(): Shipment {
    const oldest = this.#kept.shift() as Shipment
    this.#bytes -= size(oldest)
    return oldest
  }
}

const size = ({ data }: Shipment) => sizeOf(data)
