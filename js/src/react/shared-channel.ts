import { ConnectionError } from '../errors.js'
import { createLease } from '../lease.js'
import type {
  BrokerChannel,
  CallOptions,
  CentrifugoChannel,
  ChannelHandle,
  HistoryOptions,
  IterateOptions,
  Listener,
  Off,
  SubscriptionOptions,
} from '../types.js'
import { shapeOf } from '../connection-key.js'
import { ChannelState } from './channel-state.js'
import { GRACE } from './grace.js'
import { perClient } from './per-client.js'
import { createRenewed, providers } from './renewed.js'
import { type AnyClient, type ChannelView, ignore } from './source.js'
import { warn } from './warn.js'
import { WeakCache } from './weak-cache.js'

const channelsOf = perClient(() => new WeakCache<SharedChannel>())

/** The channel of a client that components share. It is subscribed while somebody holds it. */
export const findChannel = (client: AnyClient, name: string): SharedChannel =>
  channelsOf(client).get(name, () =>
    'rpc' in client ? new SharedBrokerChannel(client, name) : new SharedChannel(client, name),
  )

/** One handle for all: who listens, publishes or only wants the channel holds it. */
export class SharedChannel implements ChannelView {
  readonly name: string
  readonly state: ChannelState
  /** Subscribes, until what it returns is called. */
  readonly hold: () => Off
  #handle: ChannelHandle | undefined
  #wishes = createRenewed<SubscriptionOptions>({}, providers)

  constructor(client: AnyClient, name: string) {
    this.name = name
    this.state = new ChannelState(this)
    this.hold = createLease(() => {
      this.#handle = open(client, name, this.#wishes.options)
      return () => this.#end()
    }, GRACE)
  }

  /** What a component wants of the channel, before it holds it. Who wants nothing of it takes it as it is. */
  wish(options: SubscriptionOptions): void {
    if (!hasAny(options)) return
    if (!this.#handle) this.#wishes = createRenewed(options, providers)
    else if (shapeOf(this.#wishes.options) === shapeOf(options)) this.#wishes.renew(options)
    else warn(`the channel "${this.name}" is held with other options already; those of its first component hold.`)
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
      return this.open().publish(payload, type)
    } finally {
      release()
    }
  }

  async *messages(options?: IterateOptions): AsyncGenerator<unknown> {
    const release = this.hold()
    try {
      yield* this.open().messages(options)
    } finally {
      release()
    }
  }

  protected get handle(): ChannelHandle | undefined {
    return this.#handle
  }

  /** @throws ConnectionError `destroyed` */
  protected open(): ChannelHandle {
    if (this.#handle) return this.#handle
    throw new ConnectionError('destroyed', `The client of the channel "${this.name}" was destroyed`)
  }

  #end(): void {
    this.#handle?.close()
    this.#handle = undefined
    this.state.forget()
  }
}

/** The same of a broker, which knows more of it. */
export class SharedBrokerChannel extends SharedChannel implements BrokerChannel {
  get position() {
    return (this.handle as CentrifugoChannel | undefined)?.position
  }

  readonly presence = (options?: CallOptions) => this.#ask((channel) => channel.presence(options))
  readonly presenceStats = (options?: CallOptions) => this.#ask((channel) => channel.presenceStats(options))
  readonly history = (options?: HistoryOptions) => this.#ask((channel) => channel.history(options))
  readonly ready = (options?: { signal?: AbortSignal }) => this.#ask((channel) => channel.ready(options))
  readonly fail = (error: ConnectionError) => (this.handle as CentrifugoChannel | undefined)?.fail(error)
  readonly unwrap = (data: unknown) => (this.open() as CentrifugoChannel).unwrap(data)

  async #ask<T>(ask: (channel: CentrifugoChannel) => Promise<T>): Promise<T> {
    const release = this.hold()
    try {
      return await ask(this.open() as CentrifugoChannel)
    } finally {
      release()
    }
  }
}

const hasAny = (options: object) => Object.values(options).some((value) => value !== undefined)

// A component that was hidden comes back with the client of before: nothing to hold, until it is rendered with the new one.
function open(client: AnyClient, name: string, options: SubscriptionOptions): ChannelHandle | undefined {
  try {
    return (client as { channel: (name: string, options?: object) => ChannelHandle }).channel(
      name,
      hasAny(options) ? options : undefined,
    )
  } catch (error) {
    if (error instanceof ConnectionError && error.code === 'destroyed') return undefined
    throw error
  }
}
