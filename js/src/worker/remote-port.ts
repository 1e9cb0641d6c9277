import { type Fate, fates, type Hint, Kind, states, subscriptionStates } from '../border.js'
import type { News, Recipient } from '../engine.js'
import type { Data, Destination, Shipment } from '../engine-client.js'
import { ConnectionError } from '../errors.js'
import { figureNames } from '../figures.js'
import { ended } from '../life.js'
import type { Dialing } from '../native.js'
import type { Port, RareVerb } from '../port.js'
import { sizeOf } from '../text.js'
import type { Status } from '../types.js'
import { Expected } from './expected.js'
import { Numbers } from './numbers.js'
import { Posts } from './posts.js'
import { Records } from './records.js'
import { type Batch, type Endpoint, type Order, readError, Wire } from './wire.js'

/** A client in a worker, as the page knows it: orders go out by turns, and news come in by batches. */
export class RemotePort implements Port {
  readonly #recipient: Recipient
  readonly #posts: Posts
  readonly #expected: Expected
  readonly #numbers = { routes: new Numbers(), channels: new Numbers() }
  readonly #left: () => void
  /** Who awaits what is new in a view. */
  #collecting: ((text: string) => void)[] = []
  #batches: Batch[] = []
  #reading = false
  #figures: Float64Array = new Float64Array(figureNames.length)
  #told = performance.now()
  protocol = ''

  /**
   * @param left - called when it is of no use any more
   * @param soon - runs what it is given when the turn is over
   */
  constructor(endpoint: Endpoint, recipient: Recipient, left: () => void, soon: (run: () => void) => void) {
    this.#recipient = recipient
    this.#left = left
    this.#posts = new Posts(endpoint, soon)
    this.#expected = new Expected((state) => recipient.changed(state))
    endpoint.onmessage = ({ data }: MessageEvent<Batch>) => this.#receive(data)
  }

  // ---------------------------------------------------------------- orders

  connect(): void {
    this.#expect({ idle: 'connecting', failed: 'connecting', closing: 'connecting' })
    this.#order('connect')
  }

  disconnect(code: number, reason: string): void {
    this.#expect({ open: 'closing', connecting: 'idle', waiting: 'idle', failed: 'idle' })
    this.#order('disconnect', code, reason, this.#recipient.epoch)
  }

  reconnect(): void {
    this.#expect({
      idle: 'connecting',
      open: 'connecting',
      closing: 'connecting',
      waiting: 'connecting',
      failed: 'connecting',
    })
    this.#order('reconnect')
  }

  giveUp(): void {
    this.#expect({ waiting: 'failed' })
    this.#order('giveUp')
  }

  resolved(link: number, destination: Destination, { maxMessageBytes, binaryType }: Dialing): void {
    this.#order('resolved', link, destination, { maxMessageBytes, binaryType })
  }

  unresolved(link: number, why: string, unauthorized: boolean): void {
    this.#order('unresolved', link, why, unauthorized)
  }

  send(shipment: Shipment, sent: (fate: Fate) => void): void {
    const { queue, data } = shipment
    const { status } = this.#expected
    if (ended.has(status) || (!queue && status !== 'open')) return sent('refused_disconnected')
    if (this.#posts.bytes > mostBytes) return sent('refused_full')
    sent('queued')
    this.#posts.addMessage(['send', { ...shipment, data: own(data) }], sizeOf(data))
  }

  verb(name: RareVerb, before: readonly number[], texts: readonly Data[], after: readonly number[]): number {
    const order: Order = ['verb', name, before, texts.map(own), after]
    if (name === 'call')
      this.#posts.addMessage(
        order,
        texts.reduce((sum, text) => sum + sizeOf(text), 0),
      )
    else this.#posts.add(order)
    return fates.indexOf('queued')
  }

  flush(): void {
    this.#order('flush')
  }

  listen(type: string): number {
    const number = this.#numbers.routes.hold(type)
    this.#order('listen', number, type)
    return number
  }

  unlisten(route: number): void {
    this.#order('unlisten', route)
  }

  want(unrouted: boolean, everything: boolean): void {
    this.#order('want', unrouted, everything)
  }

  subscribe(channel: string, options: string, numbered: (number: number) => void): void {
    const number = this.#numbers.channels.hold(channel)
    numbered(number)
    this.#order('subscribe', number, channel, options)
  }

  unsubscribe(channel: number): void {
    this.#order('unsubscribe', channel)
    this.#numbers.channels.release(channel)
  }

  forget(request: number): void {
    this.#order('forget', request)
  }

  openView(view: number, wish: string): void {
    this.#order('openView', view, wish)
  }

  closeView(view: number): void {
    this.#order('closeView', view)
  }

  collect(view: number, done: (text: string) => void): void {
    this.#collecting.push(done)
    this.#order('collect', view)
  }

  listenToChannel(channel: string, heard: boolean): void {
    this.#order('listenToChannel', channel, heard)
  }

  ponged(): void {
    this.#order('ponged')
  }

  page(hint: Hint): void {
    this.#order('page', hint)
  }

  delete(): void {
    this.#order('delete')
    this.#posts.close()
    this.#left()
  }

  // ---------------------------------------------------------------- figures

  /** As the worker told them last, with what is on its way to it. */
  figures(): Float64Array {
    const figures = this.#figures.slice()
    const add = (name: Name, more: number) => (figures[place(name)] = (figures[place(name)] ?? 0) + more)
    add('queued', this.#posts.messages)
    add('queuedBytes', this.#posts.bytes)
    const next = this.#figures[place('nextAttempt')] ?? -1
    if (next >= 0) figures[place('nextAttempt')] = Math.max(0, next - (performance.now() - this.#told))
    return figures
  }

  get bufferedAmount(): number {
    return (this.#figures[place('bufferedAmount')] ?? 0) + this.#posts.bytes
  }

  // ---------------------------------------------------------------- news

  /** The worker is gone. */
  fail(error: ConnectionError): void {
    this.#posts.close()
    this.#left()
    for (const done of this.#collecting.splice(0)) done('')
    this.#recipient.lost(error)
  }

  /** What comes while a batch is told has to wait. */
  #receive(batch: Batch): void {
    this.#batches.push(batch)
    if (this.#reading) return
    this.#reading = true
    for (let next = this.#batches.shift(); next; next = this.#batches.shift()) this.#read(next)
    this.#reading = false
  }

  #read(batch: Batch): void {
    const { turns, figures, protocol } = batch
    const records = new Records(batch)
    this.#figures = figures
    this.#told = performance.now()
    this.protocol = protocol
    for (let at = 0, begin = 0; at < turns.length; at += 3) {
      const [count = 0, epoch = 0, orders = 0] = turns.slice(at, at + 3)
      this.#posts.known(orders)
      for (const news of this.#turn(records, begin, begin + count, epoch, orders)) this.#tell(news)
      begin += count
    }
    this.#posts.read()
  }

  /** As the engine does it: what has changed is so at once, also for listeners that hear of something earlier. */
  #turn(records: Records, begin: number, end: number, epoch: number, orders: number): News[] {
    const turn: News[] = []
    const { routes, channels } = this.#numbers
    for (let at = begin; at < end; at++) {
      const news = records.at(at, epoch, this.#numbers)
      if (news.kind === Wire.route) routes.tie(news.b, news.a)
      else if (news.kind === Wire.channel) channels.tie(news.b, news.a)
      else turn.push(news)
      if (news.kind === Kind.changed) this.#expected.changed(news.a, orders)
    }
    return turn
  }

  #tell(news: News): void {
    switch (news.kind) {
      case Wire.refused:
        return this.#recipient.refused(news.a, news.c, fates[news.b] ?? 'refused_disconnected')
      case Wire.troubled:
        return this.#recipient.troubled(readError(news.text))
      case Wire.lost:
        return this.fail(readError(news.text))
      case Wire.collected:
        return this.#collecting.shift()?.(news.text)
      case Wire.lagged:
        return this.#recipient.troubled(lagged(news.a))
      default:
        this.#recipient.take(news)
        if (news.kind === Kind.subscription && subscriptionStates[news.b] === 'unsubscribed')
          this.#numbers.channels.abandon(news.a)
    }
  }

  #order(...order: Order): void {
    this.#posts.add(order)
  }

  /** What the order that comes next makes of a status. */
  #expect(steps: Partial<Record<Status, Status>>): void {
    const next = steps[this.#expected.status]
    if (next) this.#expected.expect(states.indexOf(next), this.#posts.next)
  }
}

/** Bytes on their way to the worker: beyond, the page is faster than it. */
const mostBytes = 2 ** 26

type Name = (typeof figureNames)[number]
const place = (name: Name) => figureNames.indexOf(name)

const lagged = (messages: number) =>
  new ConnectionError('overflow', `The page was too busy for its worker: ${messages} messages were let go`, {
    details: { messages },
  })

/** The user may change bytes as soon as they are sent. */
const own = (data: Data): Data => (typeof data === 'string' ? data : data.slice())
