import { type Fate, Kind, subscriptionStates } from './border.js'
import type { News, Recipient } from './engine.js'
import type { RetryInfo } from './events.js'
import type { Where } from './figures.js'
import { ConnectionError } from './errors.js'
import { Herald } from './herald.js'
import { ended, type Life } from './life.js'
import { made } from './made.js'
import type { EngineOptions } from './options.js'
import { watchPage } from './page.js'
import type { Parts } from './parts.js'
import type { Bringer, Ports } from './port.js'
import { Revival } from './revival.js'
import type { ChannelHandle, ClientOptions, CloseInfo, MessageMap, Off, Status } from './types.js'

/** Brings an engine, dials, hangs up, and lives on when the engine doesn't. */
export class Connection implements Recipient {
  readonly #parts: Parts
  readonly #life: Life
  readonly #herald: Herald
  readonly #bringer: Bringer
  readonly #options: EngineOptions
  readonly #revival: Revival
  /** Counts the loads that were begun or called off: only what the newest one brings is wanted. */
  #wish = 0
  #unwatch: Off = () => {}
  #where: Ports['where'] = 'none'

  constructor(parts: Parts, bringer: Bringer, options: ClientOptions<MessageMap>, engineOptions: EngineOptions) {
    this.#parts = parts
    this.#life = parts.life
    this.#bringer = bringer
    this.#options = engineOptions
    const planned = (retry: RetryInfo) => parts.hub.tell('reconnecting', retry)
    this.#revival = new Revival(engineOptions.reconnect, planned, () => this.#bring())
    this.#herald = new Herald(parts, options, engineOptions.maxMessageBytes, this.#revival)
  }

  // ---------------------------------------------------------------- the user's wishes

  connect(): void {
    const { port } = this.#parts.slot
    if (port) return port.connect()
    if (this.#life.status === 'connecting') return
    this.#revival.reset()
    this.#bring()
  }

  disconnect(code: number, reason: string): void {
    const { port } = this.#parts.slot
    this.#life.turnPage()
    this.#life.gate.fail(hungUp())
    if (port) port.disconnect(code, reason)
    else this.#withdraw()
  }

  reconnect(): void {
    const { port } = this.#parts.slot
    if (port) port.reconnect()
    else this.connect()
  }

  destroy(): void {
    const { slot, outgoing, requests } = this.#parts
    const { port } = slot
    this.#life.silence()
    port?.disconnect(1000, '')
    port?.delete()
    this.#detach()
    this.#tellChannels('unsubscribed')
    this.#revival.reset()
    this.#life.status = 'idle'
    outgoing.dropAll('disconnected')
    requests.failAll(hungUp())
    this.#life.end(undefined, hungUp())
  }

  /** Of bringing the engine, where it had to be brought again. */
  get retries(): { readonly attempts: number; readonly nextAttempt: number | undefined } {
    return { attempts: this.#revival.attempts, nextAttempt: this.#revival.left }
  }

  get where(): Where {
    const { fallback } = this.#bringer
    return { worker: this.#where, ...(fallback && { workerFallback: fallback }) }
  }

  // ---------------------------------------------------------------- the engine comes and goes

  #bring(): void {
    this.#parts.outgoing.keep(true)
    const wish = ++this.#wish
    this.#life.move('connecting')
    void this.#load(wish)
  }

  async #load(wish: number): Promise<void> {
    try {
      const engine = this.#bringer.loaded() ?? (await this.#bringer.engine())
      if (wish === this.#wish) this.#attach(engine)
    } catch (error) {
      if (wish === this.#wish) this.#comeBack(error as ConnectionError)
    }
  }

  #attach(engine: Ports): void {
    const { slot, hub, channels, outgoing, extension } = this.#parts
    const port = engine.open(this.#options, this)
    slot.port = port
    this.#revival.arrived()
    this.#where = engine.where
    this.#unwatch = watchPage((hint) => port.page(hint))
    hub.attach()
    channels.attach()
    port.connect()
    outgoing.attach()
    extension?.attach()
  }

  #detach(): void {
    this.#wish++
    this.#unwatch()
    this.#parts.slot.port = undefined
    this.#where = 'none'
    this.#parts.channels.detach()
  }

  /** A disconnect before there was an engine. */
  #withdraw(): void {
    const { outgoing, requests, hub } = this.#parts
    this.#wish++
    this.#revival.reset()
    outgoing.keep(false)
    outgoing.dropAll('disconnected')
    requests.failAll(hungUp())
    if (this.#life.status === 'idle') return
    this.#life.move('idle')
    this.#tellChannels('unsubscribed')
    hub.end(undefined)
  }

  /** What can work later is tried later. */
  #comeBack(failure: ConnectionError, close?: CloseInfo): void {
    const { hub, outgoing } = this.#parts
    const delay = failure.temporary && this.#herald.retries(close) ? this.#revival.next() : undefined
    const live = this.#life.live()
    outgoing.keep(delay !== undefined)
    this.#life.move(delay === undefined ? 'failed' : 'waiting', live)
    if (close) hub.tell('close', close, live)
    hub.fail(failure, live)
    if (!live()) return
    this.#tellChannels(delay === undefined ? 'unsubscribed' : 'subscribing')
    if (delay === undefined) this.#herald.gaveUp(this.#revival.attempts, { failure, ...(close && { close }) }, live)
    else if (this.#life.status === 'waiting') this.#revival.plan(delay)
  }

  // ---------------------------------------------------------------- what the engine tells

  get epoch(): number {
    return this.#life.epoch
  }

  changed(state: number): void {
    this.#life.changed(state)
  }

  take(news: News): void {
    this.#herald.take(news)
  }

  troubled(error: ConnectionError): void {
    this.#parts.hub.fail(error)
  }

  refused(ticket: number, request: number, fate: Fate): void {
    const { extension, outgoing, requests } = this.#parts
    if (extension) return extension.refused(ticket, fate)
    const quietly = request > 0 || hungUpOn.has(this.#life.status)
    const error = outgoing.refuse(ticket, fate, quietly)
    if (request) requests.refuse(request, error)
  }

  lost(error: ConnectionError): void {
    const { slot, outgoing, requests, extension } = this.#parts
    const { status } = this.#life
    if (!slot.port) return
    this.#life.turnPage()
    this.#detach()
    outgoing.dropAll('engine')
    requests.failAll(new ConnectionError('closed', 'The engine stopped before the reply', { cause: error }))
    extension?.lost(error)
    if (ended.has(status)) this.#rest(status)
    else this.#comeBack(error, status === 'open' ? cutOff : undefined)
  }

  /** What the engine would have told of its subscriptions, before they are told anything by another one. */
  #tellChannels(status: ChannelHandle['status']): void {
    const state = subscriptionStates.indexOf(status)
    for (const number of this.#parts.channels.elsewhere(status))
      this.#herald.take({ ...made(Kind.subscription, number, state), epoch: this.#life.epoch })
  }

  /** Nobody wanted the link any more. */
  #rest(status: Status): void {
    const { hub, outgoing } = this.#parts
    const live = this.#life.live()
    outgoing.keep(false)
    if (status !== 'closing') return
    this.#life.move('idle', live)
    hub.tell('close', cutOff, live)
    hub.end(undefined)
  }
}

/** By the user, who needs no word of what doesn't leave any more. */
const hungUpOn: ReadonlySet<Status> = new Set(['idle', 'closing'])

/** Nobody saw the link's end. */
const cutOff: CloseInfo = { code: 1006, reason: '', wasClean: false }

const hungUp = () => new ConnectionError('closed', 'The client was disconnected')
