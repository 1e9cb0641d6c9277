import { Channel, Channels } from '../channels.js'
import { ConnectionError } from '../errors.js'
import { Gate } from '../gate.js'
import type { Resumption } from '../options.js'
import type { Slot } from '../slot.js'
import type { SubscribedContext, UnsubscribedContext } from './client-types.js'
import { halvesOf, offsetOf } from '../offset.js'
import type { Position, SubscriptionOptions } from './options.js'
import type { Payloads } from './payloads.js'
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
  #recoverable = false
  #epoch: string | undefined
  #low = 0
  #high = 0

  constructor(name: string, options: SubscriptionOptions, wishes: Wishes) {
    super(name)
    this.options = options
    this.wishes = wishes
    if (options.since) this.#moveTo({ epoch: options.since.epoch, offset: BigInt(options.since.offset) })
  }

  get position(): Position | undefined {
    if (this.#epoch === undefined) return undefined
    return { offset: offsetOf(this.#low, this.#high), epoch: this.#epoch }
  }

  /** It was told already: a shared worker goes on where one of its pages was, and others may be farther. */
  has(low: number, high: number): boolean {
    return this.#epoch !== undefined && (high < this.#high || (high === this.#high && low <= this.#low))
  }

  /** After a publication was dispatched. */
  advance(low: number, high: number): void {
    if ((!low && !high) || this.has(low, high)) return
    this.#low = low
    this.#high = high
  }

  /** What was missed may be yet to come: then its publications move the position, in another epoch from the start. */
  begin({ recoverable, recovered, wasRecovering, position }: SubscribedContext): void {
    this.#recoverable = recoverable
    const comes = wasRecovering && recovered
    if (comes && position?.epoch === this.#epoch) return
    if (position) this.#moveTo(comes ? { ...position, offset: 0n } : position)
    else this.#epoch = undefined
  }

  /** Takes over where another one is. */
  follow(other: BrokerChannel): void {
    this.status = other.status
    this.#recoverable = other.#recoverable
    this.#epoch = other.#epoch
    this.#low = other.#low
    this.#high = other.#high
    if (this.status === 'subscribed') this.gate.open()
  }

  /** Where a new engine goes on. */
  get resumed(): Wishes {
    const { recoverable: since } = this
    return since ? { ...this.wishes, since } : this.wishes
  }

  /** How far it came, where what follows can be recovered. */
  get recoverable(): { readonly offset: string; readonly epoch: string } | undefined {
    const { position } = this
    return position && this.#recoverable ? { offset: String(position.offset), epoch: position.epoch } : undefined
  }

  #moveTo({ epoch, offset }: Position): void {
    this.#epoch = epoch
    ;[this.#low, this.#high] = halvesOf(offset)
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

  /** Of a user, or what the server chose. */
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
    if (held && (held.position || !former)) adopted.follow(held)
    this.#adopted.set(number, adopted)
  }

  /** The server has ended it. */
  abandon(number: number): void {
    this.#adopted.delete(number)
  }

  begin(number: number, context: SubscribedContext): void {
    this.byNumber(number)?.begin(context)
    this.adopted(number)?.begin(context)
  }

  advance(number: number, low: number, high: number): void {
    this.byNumber(number)?.advance(low, high)
    this.adopted(number)?.advance(low, high)
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
