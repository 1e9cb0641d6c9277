import { destination, socketConstructor } from './dial.js'
import type { Destination } from './engine-client.js'
import { isUnauthorized } from './errors.js'
import type { Extension } from './extension.js'
import { wordsOf } from './faults.js'
import type { Hub } from './hub.js'
import type { EngineOptions } from './options.js'
import type { Port } from './port.js'
import type { Slot } from './slot.js'
import type { Address, ClientOptions, MessageMap } from './types.js'
import { shown } from './url.js'

/** Answers the engine when it asks where to dial next. */
export class Dialer {
  readonly #slot: Slot
  readonly #hub: Hub
  readonly #url: Address
  readonly #options: ClientOptions<MessageMap>
  readonly #maxMessageBytes: number
  readonly #greet: Extension['greet'] | undefined
  /** Where the last link led; `''`: there was none. */
  url = ''
  /** The newest that was asked for. */
  #link = 0
  #failure: unknown

  constructor(
    slot: Slot,
    hub: Hub,
    url: Address,
    options: ClientOptions<MessageMap>,
    engine: EngineOptions,
    greet?: Extension['greet'],
  ) {
    this.#slot = slot
    this.#hub = hub
    this.#url = url
    this.#options = options
    this.#maxMessageBytes = engine.maxMessageBytes
    this.#greet = greet
  }

  /** What a provider threw, once: the engine only knows that it did. */
  takeFailure(): unknown {
    const failure = this.#failure
    this.#failure = undefined
    return failure
  }

  dial(link: number, renew: boolean): void {
    const { port } = this.#slot
    if (!port) return
    this.#link = link
    this.#failure = undefined
    const failed = (cause: unknown) => this.#failed(port, link, cause)
    const dialled = (where: Destination) => this.#dialled(port, link, where)
    try {
      const greet = this.#greet
      const where = destination(this.#url, this.#options, greet && (() => greet(renew)))
      if (where instanceof Promise) where.then(dialled).catch(failed)
      else dialled(where)
    } catch (cause) {
      failed(cause)
    }
  }

  #failed(port: Port, link: number, cause: unknown): void {
    if (port !== this.#slot.port || link !== this.#link) return
    this.#failure = cause
    port.unresolved(link, wordsOf(cause), isUnauthorized(cause))
  }

  #dialled(port: Port, link: number, where: Destination): void {
    if (port !== this.#slot.port) return
    const { binaryType = 'arraybuffer' } = this.#options
    this.url = where.url
    const WebSocket = socketConstructor(this.#options.WebSocket)
    this.#hub.inspector.event('dial', shown(where.url))
    port.resolved(link, where, { WebSocket, maxMessageBytes: this.#maxMessageBytes, binaryType })
  }
}
