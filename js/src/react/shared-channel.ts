import { ConnectionError } from '../errors.js'
import { createLease } from '../lease.js'
import type { ChannelHandle, IterateOptions, Listener, Off } from '../types.js'
import { ChannelState } from './channel-state.js'
import { GRACE } from './grace.js'
import { perClient } from './per-client.js'
import { type AnyClient, type ChannelView, ignore } from './source.js'
import { WeakCache } from './weak-cache.js'

const channelsOf = perClient(() => new WeakCache<SharedChannel>())

/** The channel of a client that components share. It is subscribed while somebody holds it. */
export const findChannel = (client: AnyClient, name: string): SharedChannel =>
  channelsOf(client).get(name, () => new SharedChannel(client, name))

/** One handle for all: who listens, publishes or only wants the channel holds it. */
export class SharedChannel implements ChannelView {
  readonly name: string
  readonly state: ChannelState
  /** Subscribes, until what it returns is called. */
  readonly hold: () => Off
  #handle: ChannelHandle | undefined

  constructor(client: AnyClient, name: string) {
    this.name = name
    this.state = new ChannelState(this)
    this.hold = createLease(() => {
      this.#handle = open(client, name)
      return () => this.#end()
    }, GRACE)
  }

  get status(): ChannelHandle['status'] {
    return this.#handle?.status ?? 'unsubscribed'
  }

  on(event: string, listener: Listener<never>): Off {
    const release = this.hold()
    const off = this.#handle?.on(event, listener as Listener<unknown>) ?? ignore
    return () => {
      off()
      release()
    }
  }

  readonly publish: ChannelHandle['publish'] = (payload, type) => {
    const release = this.hold()
    try {
      return this.#open().publish(payload, type)
    } finally {
      release()
    }
  }

  async *messages(options?: IterateOptions): AsyncGenerator<unknown> {
    const release = this.hold()
    try {
      yield* this.#open().messages(options)
    } finally {
      release()
    }
  }

  #open(): ChannelHandle {
    if (this.#handle) return this.#handle
    throw new ConnectionError('destroyed', `The client of the channel "${this.name}" was destroyed`)
  }

  #end(): void {
    this.#handle?.close()
    this.#handle = undefined
    this.state.forget()
  }
}

// A component that was hidden comes back with the client of before: nothing to hold, until it is rendered with the new one.
function open(client: AnyClient, name: string): ChannelHandle | undefined {
  try {
    return client.channel(name)
  } catch (error) {
    if (error instanceof ConnectionError && error.code === 'destroyed') return undefined
    throw error
  }
}
