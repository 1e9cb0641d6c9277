import type { ConnectionError } from './errors.js'
import type { Inspector } from './inspector.js'
import { Listeners } from './listeners.js'
import { Routes } from './routes.js'
import type { Slot } from './slot.js'
import type { AnyListener, LifecycleEvents, Off } from './types.js'
import { Views } from './views.js'

const lifecycle: readonly (keyof LifecycleEvents)[] = [
  'open',
  'close',
  'error',
  'message',
  'binary',
  'reconnecting',
  'reconnect-failed',
  'status',
  'drain',
]

export type Live = () => boolean

/** How a connection ended for good: by `disconnect()`, or with an error. */
export type End = ConnectionError | undefined

/**
 * Who listens to a client. The events of its life and the types of its messages are kept apart, so that no message can
 * pose as an event.
 */
export class Hub {
  readonly routes: Routes
  readonly views: Views
  readonly inspector: Inspector
  readonly life: Listeners = new Listeners(() => this.want())
  readonly typed: Listeners = new Listeners(
    (type, heard) => (heard ? this.routes.hold(type) : this.routes.release(type)),
    (type, viewer) => this.views.open({ type }, viewer),
  )
  /** Hear every message, whoever else does. */
  readonly taps: Listeners = new Listeners(() => this.want())
  /** Readers that end with the connection. */
  readonly ends: Listeners = new Listeners()
  /** Names that no message can have. A protocol may add its own. */
  readonly events: Set<string> = new Set(lifecycle)
  /** Messages of a channel that is held, to which nobody listened. The engine counts all others. */
  ignored = 0
  readonly #slot: Slot

  /** @param validated - types that have a schema */
  constructor(slot: Slot, inspector: Inspector, validated: Iterable<string>) {
    this.#slot = slot
    this.inspector = inspector
    this.routes = new Routes(slot)
    this.views = new Views(slot, validated, (error) => this.fail(error))
  }

  of(event: string): Listeners {
    return this.events.has(event) ? this.life : this.typed
  }

  tell<K extends keyof LifecycleEvents>(event: K, value: LifecycleEvents[K], live?: Live): void {
    this.inspector.event(event, value)
    this.life.emit(event, value, undefined, live)
  }

  fail(error: ConnectionError, live?: Live): void {
    this.tell('error', error, live)
  }

  end(how: End): void {
    this.ends.emit('end', how)
  }

  onEnd(listener: (how: End) => void): Off {
    return this.ends.on('end', listener)
  }

  /** Somebody hears every message. */
  get watched(): boolean {
    return this.taps.size > 0 || this.inspector.on
  }

  tap(listener: AnyListener): Off {
    return this.taps.on('message', listener)
  }

  /** What nobody wants isn't even told to us. */
  want(): void {
    this.#slot.port?.want(this.life.has('message'), this.watched)
  }

  attach(): void {
    this.want()
    this.routes.attach()
    this.views.attach()
  }
}
