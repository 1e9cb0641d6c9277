import { subscriptionStates } from './border.js'
import type { Listeners } from './listeners.js'
import type { Live } from './hub.js'
import type { Slot } from './slot.js'
import type { ChannelHandle, Meta } from './types.js'

/** The listeners of one handle: its own events, and the types of the channel's messages. */
export interface Ears {
  readonly own: Listeners
  readonly typed: Listeners
}

/** A channel that somebody holds. */
export class Channel {
  status: ChannelHandle['status'] = 'unsubscribed'
  /** The engine's; 0 while there is none. */
  number = 0
  holders = 0
  /** Never changed in place, so that a handle may come or be closed meanwhile. */
  ears: readonly Ears[] = []
  /** Handles with somebody who hears all of it. */
  hearers = 0

  constructor(readonly name: string) {}

  lend(ears: Ears): void {
    this.ears = [...this.ears, ears]
  }

  withdraw(ears: Ears): void {
    this.ears = this.ears.filter((other) => other !== ears)
  }

  hears(type: string | undefined): boolean {
    for (const { own, typed } of this.ears)
      if (own.has('message') || (type !== undefined && typed.has(type))) return true
    return false
  }

  listensTo(event: string): boolean {
    return this.ears.some(({ own }) => own.has(event))
  }

  deliver(payload: unknown, meta: Meta, live: Live): void {
    for (const { own, typed } of this.ears) {
      own.emit('message', payload, meta, live)
      if (meta.type !== undefined) typed.emit(meta.type, payload, meta, live)
    }
  }

  /** To those who hear by the engine only. */
  show(payload: unknown, meta: Meta): void {
    for (const { own, typed } of this.ears) {
      own.show('message', payload, meta)
      if (meta.type !== undefined) typed.show(meta.type, payload, meta)
    }
  }

  tell(event: string, value: unknown, live?: Live): void {
    for (const { own } of this.ears) own.emit(event, value, { channel: this.name }, live)
  }
}

/** The channels of a client, counted: the first holder subscribes, the last one unsubscribes. */
export class Channels<C extends Channel = Channel> {
  /** Of a channel that no engine knows. */
  #resting: ChannelHandle['status'] = 'unsubscribed'
  readonly #slot: Slot
  readonly #named = new Map<string, C>()
  readonly #numbered = new Map<number, C>()

  constructor(slot: Slot) {
    this.#slot = slot
  }

  get size(): number {
    return this.#named.size
  }

  each(visit: (channel: C) => void): void {
    for (const channel of [...this.#named.values()]) visit(channel)
  }

  byNumber(number: number): C | undefined {
    return this.#numbered.get(number)
  }

  byName(name: string): C | undefined {
    return this.#named.get(name)
  }

  hold(name: string, options?: unknown): C {
    const channel = this.#named.get(name) ?? this.make(name, options)
    this.#named.set(name, channel)
    if (channel.holders++ === 0) this.#subscribe(channel)
    return channel
  }

  release(channel: C): void {
    if (--channel.holders) return
    this.#named.delete(channel.name)
    this.#numbered.delete(channel.number)
    if (channel.number) this.#slot.port?.unsubscribe(channel.number)
    channel.status = 'unsubscribed'
    this.ordered()
  }

  /** Somebody hears all that is said in it, or no longer. */
  hear(channel: C, heard: boolean): void {
    const before = channel.hearers > 0
    channel.hearers += heard ? 1 : -1
    if (before !== channel.hearers > 0) this.#slot.port?.listenToChannel(channel.name, !before)
  }

  changed(number: number, status: number, live: Live): void {
    const channel = this.#numbered.get(number)
    if (channel) this.#move(channel, subscriptionStates[status] ?? 'unsubscribed', live)
  }

  #move(channel: C, status: ChannelHandle['status'], live: Live): void {
    if (channel.status === status) return
    channel.status = status
    channel.tell('status', status, live)
  }

  /** Numbers of those whose subscription isn't in that state. */
  notIn(status: ChannelHandle['status']): number[] {
    const isHeld = (channel: C) => this.#named.get(channel.name) === channel
    return [...this.#numbered].filter(([, it]) => it.status !== status && isHeld(it)).map(([number]) => number)
  }

  /** There is no engine: one is on its way, or not. */
  rest(status: ChannelHandle['status'], live: Live): void {
    this.#resting = status
    for (const channel of [...this.#named.values()]) this.#move(channel, status, live)
  }

  attach(): void {
    this.#resting = 'unsubscribed'
    this.#numbered.clear()
    for (const channel of this.#named.values()) this.#subscribe(channel)
  }

  /** The engine is gone: its numbers are good only for what is to be told of that. */
  detach(): void {
    for (const channel of this.#named.values()) channel.number = 0
  }

  /** Its plain form. A protocol has its own, with what the user wants of the channel. */
  protected make(name: string, _options: unknown): C {
    return new Channel(name) as C
  }

  /** What the engine is to know of a subscription, as JSON. */
  protected wishes(_channel: C): string {
    return ''
  }

  /** The engine knows it. */
  protected numbered(_channel: C): void {}

  /** The engine was given an order. */
  protected ordered(): void {}

  #subscribe(channel: C): void {
    const { port } = this.#slot
    if (!port) {
      channel.status = this.#resting
      return
    }
    port.subscribe(channel.name, this.wishes(channel), (number) => {
      channel.number = number
      this.#numbered.set(number, channel)
      this.numbered(channel)
    })
    if (channel.hearers) port.listenToChannel(channel.name, true)
    this.ordered()
  }
}
