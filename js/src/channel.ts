import type { Channel, Channels, Ears } from './channels.js'
import { ConnectionError } from './errors.js'
import type { Hub } from './hub.js'
import { iterate } from './iterate.js'
import { Listeners } from './listeners.js'
import type { ChannelEvent, ChannelHandle, IterateOptions, Listener, Off, Receipt } from './types.js'

/** What a handle needs of its client. */
export interface Home {
  readonly hub: Hub
  readonly channels: Channels
  /** Types with a schema: known by name while somebody hears whole channels. */
  readonly validated: Iterable<string>
  publish(channel: string, payload: unknown, type: string | undefined): Receipt
}

const own: ReadonlySet<string> = new Set(['message', 'status', 'error'])

export class Handle<T> implements ChannelHandle<T> {
  readonly name: string
  readonly #home: Home
  readonly #channel: Channel
  readonly #ears: Ears
  readonly #ending = new AbortController()

  constructor(home: Home, name: string) {
    const { routes } = home.hub
    const hold = (type: string, heard: boolean) => (heard ? routes.hold(type) : routes.release(type))
    const holdValidated = (_: string, heard: boolean) => {
      for (const type of home.validated) hold(type, heard)
    }
    this.name = name
    this.#home = home
    this.#ears = { own: new Listeners(holdValidated), typed: new Listeners(hold) }
    this.#channel = home.channels.hold(name)
    this.#channel.ears.add(this.#ears)
  }

  get status(): ChannelHandle['status'] {
    return this.#ending.signal.aborted ? 'unsubscribed' : this.#channel.status
  }

  on<K extends string>(event: K, listener: Listener<ChannelEvent<T, K>>): Off {
    return this.#of(event).on(event, listener)
  }

  once<K extends string>(event: K, listener: Listener<ChannelEvent<T, K>>): Off {
    return this.#of(event).on(event, listener, true)
  }

  off<K extends string>(event: K, listener: Listener<ChannelEvent<T, K>>): void {
    this.#ears[own.has(event) ? 'own' : 'typed'].off(event, listener)
  }

  publish(payload: unknown, type?: string): Receipt {
    this.#check()
    return this.#home.publish(this.name, payload, type)
  }

  messages(options: IterateOptions = {}): AsyncIterable<T> {
    const listen = (listener: (payload: T) => void) => this.on('message', listener)
    return iterate(this.#home.hub, listen, options, this.#ending.signal)
  }

  [Symbol.asyncIterator](): AsyncIterator<T> {
    return this.messages()[Symbol.asyncIterator]()
  }

  close(): void {
    if (this.#ending.signal.aborted) return
    this.#ending.abort()
    this.#ears.own.clear()
    this.#ears.typed.clear()
    this.#channel.ears.delete(this.#ears)
    this.#home.channels.release(this.#channel)
  }

  #of(event: string): Listeners {
    this.#check()
    return this.#ears[own.has(event) ? 'own' : 'typed']
  }

  #check(): void {
    if (this.#ending.signal.aborted) throw new ConnectionError('destroyed', `This handle of "${this.name}" was closed`)
  }
}
