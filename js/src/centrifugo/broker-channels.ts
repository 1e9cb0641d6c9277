import { Channel, Channels } from '../channels.js'
import { ConnectionError } from '../errors.js'
import { Gate } from '../gate.js'
import type { Resumption } from '../options.js'
import type { Slot } from '../slot.js'
import type { SubscribedContext, UnsubscribedContext } from './client-types.js'
import type { SubscriptionOptions } from './options.js'
import type { Payloads } from './payloads.js'
import { begin, Stream } from './stream.js'
import { type Wishes, wishesOf } from './subscription.js'

/** A channel of a broker that somebody holds. */
export class BrokerChannel extends Channel {
  /** Open while it is subscribed. */
  readonly gate: Gate = new Gate()
  readonly wishes: Wishes
  readonly options: SubscriptionOptions
  /** Why the subscription ended, while it is over. */
  ended: UnsubscribedContext | undefined
  /** Those who wait until it is subscribed. */
  awaited = 0
  /** Where the page is in it; of a channel that the server has chosen, too, the same one. Undefined where it has no positions. */
  stream: Stream | undefined

  constructor(name: string, options: SubscriptionOptions, wishes: Wishes) {
    super(name)
    this.options = options
    this.wishes = wishes
    const { since } = options
    if (since) this.stream = new Stream({ epoch: since.epoch, offset: BigInt(since.offset) }, true)
  }

  /** Takes over where another one is. */
  follow(other: BrokerChannel): void {
    this.status = other.status
    this.stream = other.stream
    if (this.status === 'subscribed') this.gate.open()
  }

  /** Where a new engine goes on. */
  get resumed(): Wishes {
    const { recoverable: since } = this
    return since ? { ...this.wishes, since } : this.wishes
  }

  /** How far it came, where what follows can be recovered. */
  get recoverable(): { readonly offset: string; readonly epoch: string } | undefined {
    if (!this.stream?.isRecoverable) return undefined
    const { offset, epoch } = this.stream.position
    return { offset: String(offset), epoch }
  }
}

/** Those of a client, and those that the server has chosen for it. */
export class BrokerChannels extends Channels<BrokerChannel> {
  /** The server's, by number: whoever holds one later goes on from there. */
  readonly #adopted = new Map<number, BrokerChannel>()
  /** Those of the engine before, by name. */
  readonly #former = new Map<string, BrokerChannel>()
  readonly #payloads: Payloads
  readonly #flush: () => void

  /** @param flush - sends, soon, what was ordered */
  constructor(slot: Slot, payloads: Payloads, flush: () => void) {
    super(slot)
    this.#payloads = payloads
    this.#flush = flush
  }

  /** One that is held, or that the server chose. */
  known(number: number): BrokerChannel | undefined {
    return this.byNumber(number) ?? this.#adopted.get(number)
  }

  adopted(number: number): BrokerChannel | undefined {
    return this.#adopted.get(number)
  }

  adopt(number: number, name: string): void {
    if (this.#adopted.has(number)) return
    const former = this.#former.get(name)
    this.#former.delete(name)
    const adopted = former ?? this.make(name)
    const held = this.byNumber(number)
    if (held && (held.stream || !former)) adopted.follow(held)
    this.#adopted.set(number, adopted)
  }

  /** The server has ended it. */
  abandon(number: number): void {
    this.#adopted.delete(number)
  }

  /** It is subscribed. @returns what that means here */
  begin(number: number, told: SubscribedContext): SubscribedContext {
    const [held, adopted] = [this.byNumber(number), this.adopted(number)]
    const { stream, context } = begin(held?.stream ?? adopted?.stream, told)
    if (held) held.stream = stream
    if (adopted) adopted.stream = stream
    return context
  }

  override hold(name: string, options?: SubscriptionOptions): BrokerChannel {
    const there = this.byName(name)
    if (there && options && !agrees(there, wishesOf(options, this.#payloads)))
      throw new ConnectionError('bad-option', `The channel "${name}" is held with other options already`)
    return super.hold(name, options)
  }

  override notIn(status: BrokerChannel['status']): number[] {
    const adopted = [...this.#adopted].filter(([, channel]) => channel.status !== status)
    return [...new Set([...super.notIn(status), ...adopted.map(([number]) => number)])]
  }

  override attach(): void {
    for (const channel of this.#adopted.values()) this.#former.set(channel.name, channel)
    this.#adopted.clear()
    super.attach()
  }

  /** What the server chose, and how far that came, for another engine. */
  get chosen(): Resumption['chosen'] {
    return [...this.#former.values(), ...this.#adopted.values()].map((it) => ({ channel: it.name, ...it.recoverable }))
  }

  /** What no engine knows any more of what the server chose. */
  takeFormer(): string[] {
    const names = [...this.#former.keys()]
    this.#former.clear()
    return names
  }

  protected override make(name: string, options: SubscriptionOptions = {}): BrokerChannel {
    return new BrokerChannel(name, options, wishesOf(options, this.#payloads))
  }

  protected override wishes(channel: BrokerChannel): string {
    return JSON.stringify(channel.resumed)
  }

  protected override numbered(channel: BrokerChannel): void {
    const there = this.adopted(channel.number)
    if (there) channel.follow(there)
  }

  protected override ordered(): void {
    this.#flush()
  }
}

/** Of functions nobody can tell whether they do the same. */
const agrees = ({ wishes }: BrokerChannel, other: Wishes) => JSON.stringify(wishes) === JSON.stringify(other)
