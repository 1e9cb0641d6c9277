import type { Channel, Channels, Ears } from './channels.js'
import { bad } from './check.js'
import { ConnectionError } from './errors.js'
import type { Hub } from './hub.js'
import { iterate } from './iterate.js'
import { openLatest } from './latest.js'
import { Listeners } from './listeners.js'
import type {
  ChannelEvent,
  ChannelHandle,
  IterateOptions,
  KeyedViewOptions,
  Latest,
  Listener,
  Off,
  Receipt,
  ViewOptions,
} from './types.js'
import type { Viewer } from './views.js'

/** What a handle needs of its client. */
export interface Home {
  readonly hub: Hub
  readonly channels: Channels
  /** Types with a schema: known by name while somebody hears whole channels. */
  readonly validated: Iterable<string>
  publish(channel: string, payload: unknown, type: string | undefined): Receipt
  /** What a channel tells of itself: no message can have such a type. */
  readonly events: ReadonlySet<string>
}

/** Events of a plain channel. */
export const channelEvents: readonly string[] = ['message', 'status', 'error']

export class Handle<T, C extends Channel = Channel> implements ChannelHandle<T> {
  readonly name: string
  protected readonly channel: C
  readonly #home: Home
  readonly #ears: Ears
  readonly #ending = new AbortController()

  constructor(home: Home, name: string, options?: unknown) {
    const { routes, views } = home.hub
    const hold = (type: string, heard: boolean) => (heard ? routes.hold(type) : routes.release(type))
    const holdOwn = (event: string, heard: boolean) => {
      for (const type of home.validated) hold(type, heard)
      if (event === 'message') home.channels.hear(this.channel, heard)
    }
    const view = (type: string, viewer: Viewer) => views.open({ type, channel: name }, viewer)
    const viewOwn = (event: string, viewer: Viewer) =>
      event === 'message' ? views.open({ channel: name }, viewer) : undefined
    this.name = name
    this.#home = home
    this.#ears = { own: new Listeners(holdOwn, viewOwn), typed: new Listeners(hold, view) }
    this.channel = home.channels.hold(name, options) as C
    this.channel.lend(this.#ears)
  }

  get status(): ChannelHandle['status'] {
    return this.ending.aborted ? 'unsubscribed' : this.channel.status
  }

  on<K extends string>(event: K, listener: Listener<ChannelEvent<T, K>>): Off {
    return this.#of(event).on(event, listener)
  }

  once<K extends string>(event: K, listener: Listener<ChannelEvent<T, K>>): Off {
    return this.#of(event).on(event, listener, true)
  }

  off<K extends string>(event: K, listener: Listener<ChannelEvent<T, K>>): void {
    this.#earsFor(event).off(event, listener)
  }

  latest(type: string, options?: ViewOptions | KeyedViewOptions<string>): Latest<never> {
    if (type !== 'message' && this.#home.events.has(type)) throw bad('type', 'a type of messages, or message', type)
    return openLatest((listener) => this.#of(type).on(type, listener), options) as Latest<never>
  }

  publish(payload: unknown, type?: string): Receipt {
    this.check()
    return this.#home.publish(this.name, payload, type)
  }

  messages(options: IterateOptions = {}): AsyncIterable<T> {
    const listen = (listener: (payload: T) => void) => this.on('message', listener)
    return iterate(this.#home.hub, listen, options, this.ending)
  }

  [Symbol.asyncIterator](): AsyncIterator<T> {
    return this.messages()[Symbol.asyncIterator]()
  }

  close(): void {
    if (this.ending.aborted) return
    this.#ending.abort()
    this.#ears.own.clear()
    this.#ears.typed.clear()
    this.channel.withdraw(this.#ears)
    this.#home.channels.release(this.channel)
  }

  /** Aborted once the handle is closed. */
  protected get ending(): AbortSignal {
    return this.#ending.signal
  }

  /** @throws ConnectionError `destroyed` */
  protected check(): void {
    if (this.ending.aborted) throw new ConnectionError('destroyed', `This handle of "${this.name}" was closed`)
  }

  #of(event: string): Listeners {
    this.check()
    return this.#earsFor(event)
  }

  #earsFor(event: string): Listeners {
    return this.#ears[this.#home.events.has(event) ? 'own' : 'typed']
  }
}
