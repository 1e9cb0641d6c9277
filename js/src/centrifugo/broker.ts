import { type Fate, Kind, subscriptionStates } from '../border.js'
import type { News } from '../engine.js'
import { ConnectionError } from '../errors.js'
import type { Core, Extension, Greeting } from '../extension.js'
import type { Live } from '../hub.js'
import { Incoming } from '../incoming.js'
import { ended } from '../life.js'
import type { Resumption } from '../options.js'
import type { OpenInfo } from '../types.js'
import { Answers } from './answers.js'
import { Arrived } from './arrived.js'
import { type BrokerChannel, BrokerChannels } from './broker-channels.js'
import { Calls, hungUp, unsubscribed } from './calls.js'
import type { ServerSubscription, UnsubscribedContext } from './client-types.js'
import { refusalError, refusedChannel } from './codes.js'
import { Credentials } from './credentials.js'
import { Detail } from './details.js'
import type { CentrifugoOptions } from './options.js'
import { Payloads } from './payloads.js'
import type { Settings } from './settings.js'

/** What the engine tells of a broker, to those whom it concerns. */
export class Broker implements Extension {
  readonly channels: BrokerChannels
  readonly incoming: Incoming
  readonly calls: Calls
  readonly credentials: Credentials
  readonly payloads: Payloads
  readonly core: Core
  readonly #answers: Answers
  #flushes = false
  /** Of the publication that comes next. */
  #context: News | undefined
  /** Why the subscription ended whose new state comes next. */
  #reason: UnsubscribedContext | undefined

  constructor(core: Core, options: CentrifugoOptions, settings: Settings) {
    const { slot, hub, validation } = core
    const flush = () => this.#flushSoon()
    this.core = core
    this.payloads = new Payloads(settings.binary)
    this.channels = new BrokerChannels(slot, this.payloads, flush)
    this.incoming = new Incoming(hub, this.channels, validation, core.options.envelope)
    this.calls = new Calls(core, settings.timeout, flush)
    this.credentials = new Credentials(options, settings, this.payloads)
    this.#answers = new Answers(slot, this.channels, this.credentials, this.payloads)
    hub.events.add('subscription')
    hub.views.able = !settings.binary
    hub.onEnd((error) => {
      this.#failGates(error ?? hungUp())
      for (const channel of this.channels.takeFormer())
        this.#tell({ channel, status: 'unsubscribed' }, core.life.live())
    })
  }

  greet(renew: boolean): Greeting | Promise<Greeting> {
    return this.credentials.greet(renew)
  }

  attach(): void {
    this.calls.release()
  }

  lost(error: ConnectionError): () => void {
    return this.calls.lost(error)
  }

  get chosen(): Resumption['chosen'] {
    return this.channels.chosen
  }

  refused(ticket: number, fate: Fate): void {
    this.calls.refuse(ticket, fate)
  }

  blame(cause: unknown): number | undefined {
    return this.credentials.blame(cause)
  }

  opened({ text, frame }: News): Partial<OpenInfo> {
    if (!text) return {}
    const { client, version, data } = JSON.parse(text) as { client: string; version: string; data?: [number, number] }
    return { client, version, ...(data && { data: new Detail(frame, this.payloads).said(data) }) }
  }

  refusal(news: News, cause: unknown): ConnectionError {
    return refusalError(news, this.channels.known(news.a)?.name, cause ?? this.#answers.takeCause(news.a))
  }

  take(news: News, live: Live): boolean {
    try {
      return this.#take(news, live)
    } catch (cause) {
      this.core.hub.fail(new ConnectionError('bad-message', 'What the broker says is not what it should be', { cause }))
      return true
    }
  }

  #take(news: News, live: Live): boolean {
    switch (news.kind) {
      case Kind.publication:
      case Kind.keptPublication:
      case Kind.keptBytes:
        this.#publication(news, live)
        return true
      case Kind.moved:
        if (live()) this.channels.known(news.a)?.stream?.advance(news.b, news.c)
        return true
      case Kind.context:
        this.#context = news
        return true
      case Kind.settled:
        this.calls.settled(news)
        return true
      case Kind.left:
        this.calls.left(news.a, live)
        return true
      case Kind.dropped:
        this.calls.dropped(news.a)
        return true
      case Kind.ask:
        this.#answers.give(news)
        return true
      case Kind.adopted:
        this.channels.adopt(news.a, news.text)
        return true
      case Kind.subscription:
        this.#changed(news, live)
        return true
      case Kind.subscribed:
        this.#subscribed(news, live)
        return true
      case Kind.unsubscribed:
        this.#unsubscribed(news, live)
        return true
      case Kind.member:
        this.#member(news, live)
        return true
    }
    return false
  }

  /** Commands that are given in one turn go out in one frame. */
  #flushSoon(): void {
    if (this.#flushes) return
    this.#flushes = true
    queueMicrotask(() => this.#flush())
  }

  #flush(): void {
    this.#flushes = false
    try {
      this.core.slot.port?.flush()
    } catch {
      // The engine stopped: whom it concerns has been told.
    }
  }

  #publication(news: News, live: Live): void {
    const context = this.#context
    this.#context = undefined
    const channel = this.channels.known(news.b)
    const stream = news.e || news.f ? channel?.stream : undefined
    // A shared worker goes on where one of its pages was: others may have come farther.
    if (!live() || stream?.has(news.e, news.f)) return
    const { hub } = this.core
    const type = hub.routes.name(news.a)
    const message = new Arrived(this, news, type, channel?.name, context, stream)
    if (hub.watched) this.incoming.tap(message.raw(), (raw) => this.payloads.parse(raw), live, channel?.name, type)
    this.incoming.hand(message, live)
    if (!message.isDone) stream?.check(news.e, news.f, live)
  }

  #member({ a: number, b: joined, text, frame }: News, live: Live): void {
    const channel = this.channels.byNumber(number)
    const event = joined ? 'join' : 'leave'
    if (!live() || !channel?.listensTo(event)) return
    channel.tell(event, new Detail(frame, this.payloads).info(JSON.parse(text) as object), live)
  }

  #changed({ a: number, b: state }: News, live: Live): void {
    const status = subscriptionStates[state] ?? 'unsubscribed'
    const reason = this.#reason
    this.#reason = undefined
    const channel = this.channels.byNumber(number)
    this.channels.changed(number, state, live)
    if (channel) this.#letThrough(channel, reason, live)
    const server = this.channels.adopted(number)
    if (!server || (status === 'subscribing' && server.status === status)) return
    server.status = status
    if (status === 'subscribed') return
    if (status === 'unsubscribed') this.channels.abandon(number)
    this.#tell({ channel: server.name, status, ...reason }, live)
  }

  /** Those who wait for the subscription. */
  #letThrough(channel: BrokerChannel, reason: UnsubscribedContext | undefined, live: Live): void {
    channel.ended = channel.status === 'unsubscribed' ? reason : undefined
    if (channel.status === 'subscribing') return channel.gate.shut()
    if (channel.status === 'subscribed') {
      channel.gate.open()
      return this.calls.release(channel)
    }
    const error = ended.has(this.core.life.status) ? hungUp() : unsubscribed(channel.name, reason)
    const refused = reason && !channel.awaited ? refusedChannel(channel.name, reason) : undefined
    channel.gate.fail(error)
    this.calls.fail(channel, error)
    if (refused) this.fail(channel, refused, live)
  }

  #subscribed({ a: number, text, frame }: News, live: Live): void {
    const { context: told, server } = new Detail(frame, this.payloads).subscribed(text)
    const channel = this.channels.byNumber(number)
    const name = this.channels.known(number)?.name
    const isAdopted = server && name !== undefined
    // One that was held before is not announced.
    if (isAdopted) this.channels.adopt(number, name)
    const context = this.channels.begin(number, told)
    channel?.tell('subscribed', context, live)
    if (isAdopted) this.#tell({ channel: name, status: 'subscribed', ...context }, live)
  }

  #unsubscribed({ a: number, b: code, text: reason }: News, live: Live): void {
    this.#reason = { code, reason }
    this.channels.byNumber(number)?.tell('unsubscribed', this.#reason, live)
  }

  /** Of the server's subscriptions. */
  #tell(told: ServerSubscription, live: Live): void {
    const { hub } = this.core
    hub.inspector.event('subscription', told)
    hub.life.emit('subscription', told, undefined, live)
  }

  /** To those who listen to the channel, else to the client. */
  fail(channel: BrokerChannel, error: ConnectionError, live?: Live): void {
    if (channel.listensTo('error')) channel.tell('error', error, live)
    else this.core.hub.fail(error, live)
  }

  #failGates(error: ConnectionError): void {
    this.channels.each((channel) => channel.gate.fail(error))
  }
}
