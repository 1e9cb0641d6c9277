import { Kind, states } from '../border.js'
import type { Engine, News, Recipient } from '../engine.js'
import type { EngineClient } from '../engine-client.js'
import { ConnectionError } from '../errors.js'
import { figureNames } from '../figures.js'
import { layouts } from '../layouts.js'
import type { EngineOptions } from '../options.js'
import type { Status, WebSocketConstructor } from '../types.js'
import { Asked } from './asked.js'
import { Remembered } from './remembered.js'
import type { Member } from './member.js'
import type { Teller } from './mailbox.js'
import { Tickets } from './tickets.js'
import { Wire, written } from './wire.js'

/** A client inside the worker's engine, and the pages that share it. What it tells goes to those whom it concerns. */
export class Line implements Recipient, Teller {
  /** Pages count their own. */
  readonly epoch = 0
  readonly port: EngineClient
  readonly members = new Set<Member>()
  /** Those that want the connection. */
  aboard: readonly Member[] = []
  /** Of messages that are told of when they leave, and of those whose reply is awaited. */
  readonly tickets = new Tickets<Member>(1)
  readonly requests = new Tickets<Member>(0)
  readonly views = new Tickets<Member>(0)
  readonly asked = new Asked()
  readonly remembered = new Remembered()
  status: Status = 'idle'
  /** All of its pages are. */
  hidden = false
  /** As its pages say. */
  online = true
  #figures: Float64Array = new Float64Array(figureNames.length)
  /** Of the publication that comes next. */
  #context: News | undefined

  /** @param isShared - by pages that don't know of each other */
  constructor(
    readonly engine: Engine,
    readonly key: string,
    readonly options: EngineOptions,
    readonly isShared: boolean,
    readonly WebSocket?: WebSocketConstructor,
  ) {
    this.port = engine.open(options, this)
  }

  /** Somebody has come or gone. */
  muster(): void {
    this.aboard = [...this.members].filter((member) => member.aboard)
  }

  // ---------------------------------------------------------------- what the engine tells

  changed(state: number): void {
    this.status = states[state] ?? 'failed'
    if (this.status !== 'open' && this.status !== 'connecting') this.asked.clear()
  }

  take(news: News): void {
    this.remembered.note(news)
    const { ticket, route, channel } = layouts[news.kind] ?? {}
    if (ticket) return this.#settle(news)
    if (news.kind === Kind.fresh) return this.#freshen(news)
    if (news.kind === Kind.resolve) return this.asked.ask('link', news, () => this.aboard)
    if (news.kind === Kind.ask) return this.asked.ask(`ask ${news.a}`, news, () => this.#holders(news.b))
    if (news.kind === Kind.context) this.#context = news
    else if (route) this.#deliver(news)
    else if (news.kind === Kind.deliverText)
      this.#tell(
        news,
        this.aboard.filter(({ unrouted, everything }) => unrouted || everything),
      )
    else this.#tell(news, channel ? this.#holders(news[channel]) : this.aboard)
  }

  troubled(error: ConnectionError): void {
    for (const { mailbox } of this.aboard) mailbox.own(Wire.troubled, 0, 0, 0, written(error))
  }

  /** Only an engine elsewhere refuses late. */
  refused(): void {}

  /** The host tells. */
  lost(): void {}

  // ---------------------------------------------------------------- to whom

  #tell(news: News, members: readonly Member[]): void {
    for (const member of members) member.news(news)
  }

  /** With who published it, if that was told. */
  #deliver(news: News): void {
    const context = this.#context
    this.#context = undefined
    const isEverybodys = !this.isShared || this.remembered.isAdopted(news.b)
    for (const member of this.aboard) {
      if (!isEverybodys && !member.hears(news.a, news.b)) continue
      if (context) member.news(context)
      member.news(news)
    }
  }

  /** 0: the connection, which is everybody's; and so is what the server chose by itself. */
  #holders(channel: number): readonly Member[] {
    const { aboard } = this
    return this.isShared && channel && !this.remembered.isAdopted(channel)
      ? aboard.filter(({ held }) => held.has(channel))
      : aboard
  }

  /** By the number that the page gave it. A call that leaves is still to be settled. */
  #settle(news: News): void {
    const { requests, tickets } = this
    const held = news.kind === Kind.settled || !tickets.find(news.a) ? requests : tickets
    const ticket = held.find(news.a)
    if (held === tickets || news.kind !== Kind.left) held.delete(news.a)
    ticket?.owner.news({ ...news, a: ticket.number })
  }

  #freshen(news: News): void {
    const view = this.views.find(news.a)
    view?.owner.news({ ...news, a: view.number })
  }

  // ---------------------------------------------------------------- what goes along

  /** What was told since the last time is one turn of the engine. */
  turned(): void {
    for (const member of this.members) {
      member.mailbox.turn()
      if (member.mailbox.isOverdue) giveUpOn(member)
    }
  }

  /** The socket has more to send than it could. */
  get isBuffered(): boolean {
    return (this.#figures[buffered] ?? 0) > 0
  }

  flush(): void {
    for (const { mailbox } of this.members) mailbox.flush(this)
  }

  /** Counts change without news, too. */
  refresh(): void {
    const before = this.#figures
    const now = this.#measure()
    if (now.every((figure, at) => figure === before[at])) return
    for (const { mailbox, hidden } of this.members) if (!hidden) mailbox.flush(this, true)
  }

  #measure(): Float64Array {
    return this.port.figures(figureNames.length) ?? this.#figures
  }

  measured(): { figures: Float64Array; protocol: string } {
    this.#figures = this.#measure()
    return { figures: this.#figures, protocol: this.port.protocol }
  }
}

const buffered = figureNames.indexOf('bufferedAmount')

/** It has read nothing for too long. */
function giveUpOn({ mailbox, leave }: Member): void {
  mailbox.clear()
  mailbox.end(
    new ConnectionError('engine-failed', 'The page read nothing of what its worker told', {
      reason: 'memory',
      temporary: true,
    }),
  )
  leave()
}
