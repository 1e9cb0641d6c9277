import type { Recipient } from '../engine.js'
import { ConnectionError } from '../errors.js'
import type { EngineOptions } from '../options.js'
import type { Port, Ports } from '../port.js'
import { RemotePort } from './remote-port.js'
import type { Control, Opening } from './wire.js'

/** Milliseconds that a worker without clients lives: StrictMode and a change of route let go and take hold again. */
const grace = 1000

/** A worker of this page, and the clients in it. */
export class WorkerEngine {
  failure: ConnectionError | undefined
  readonly #where: Ports['where']
  readonly #control: Control
  readonly #end: () => void
  readonly #ports = new Set<RemotePort>()
  #ending: ReturnType<typeof setTimeout> | undefined

  /** @param end - called when no client has used it for a while, or when it is gone */
  constructor(where: Ports['where'], control: Control, end: () => void) {
    this.#where = where
    this.#control = control
    this.#end = end
  }

  /** @param key - of a connection that pages share; `''`: nobody does */
  ports(key: string): Ports {
    const open = (options: EngineOptions, recipient: Recipient) => this.#open(key, options, recipient)
    const failure = () => this.failure
    return {
      where: this.#where,
      open,
      get failure() {
        return failure()
      },
    }
  }

  fail(error: ConnectionError): void {
    if (this.failure) return
    this.failure = error
    this.#end()
    for (const port of [...this.#ports]) port.fail(error)
  }

  #open(key: string, options: EngineOptions, recipient: Recipient): Port {
    clearTimeout(this.#ending)
    const { port1, port2 } = new MessageChannel()
    const opening: Opening = { key, options, epoch: recipient.epoch, port: port2 }
    this.#control.postMessage(opening, [port2])
    const port: RemotePort = new RemotePort(port1, recipient, () => this.#left(port), soon)
    this.#ports.add(port)
    return port
  }

  #left(port: RemotePort): void {
    if (!this.#ports.delete(port)) return
    if (!this.#ports.size && !this.failure) this.#ending = setTimeout(() => this.#expire(), grace)
  }

  #expire(): void {
    this.failure = new ConnectionError('engine-failed', 'The worker was let go', { temporary: true })
    this.#end()
  }
}

const soon = (run: () => void) => queueMicrotask(run)
