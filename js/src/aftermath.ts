import { Kind, subscriptionStates } from './border.js'
import { ConnectionError } from './errors.js'
import type { Herald } from './herald.js'
import { ended } from './life.js'
import { made } from './made.js'
import type { Parts } from './parts.js'
import type { Revival } from './revival.js'
import type { ChannelHandle, CloseInfo, Status } from './types.js'

/**
 * What is told and settled where an engine has stopped, or none could be had: what the engine would have told of a lost link (see
 * src/client/link.cpp), in the same order.
 */
export class Aftermath {
  readonly #parts: Parts
  readonly #herald: Herald
  readonly #revival: Revival

  constructor(parts: Parts, herald: Herald, revival: Revival) {
    this.#parts = parts
    this.#herald = herald
    this.#revival = revival
  }

  /** @param isWanted - the user wants the connection */
  stopped(error: ConnectionError, isWanted: boolean): void {
    const { life, outgoing, requests, extension } = this.#parts
    const { status } = life
    // What was told counts: an order to a worker shows in the status before it is carried out.
    const close = this.#revival.isOpen ? cutOff : undefined
    life.turnPage()
    outgoing.dropAll('engine')
    requests.failAll(unanswered(error))
    const settle = extension?.lost(unanswered(error)) ?? (() => {})
    if (!isWanted || ended.has(status)) this.#rest(status, close, settle)
    else this.#comeBack(error, close, settle)
  }

  /** What can come later is waited for. */
  missed(error: ConnectionError): void {
    this.#comeBack(error, undefined, () => {})
  }

  /** Nothing is subscribed any more. */
  unsubscribe(): void {
    this.#tellChannels('unsubscribed')
  }

  // Whoever is told something may connect, hang up or be done with the client: each step looks whether it is still wanted.
  #comeBack(failure: ConnectionError, close: CloseInfo | undefined, settle: () => void): void {
    const { life, hub } = this.#parts
    const live = life.live()
    life.enter('waiting')
    const isFinal = !failure.temporary || !this.#herald.retries(close)
    if (!live()) return settle()
    const delay = life.status === 'waiting' && !isFinal ? this.#revival.next() : undefined
    const next = delay === undefined ? 'failed' : 'waiting'
    if (life.status === 'waiting') this.#enter(next)
    this.#revival.closed()
    hub.fail(failure, live)
    if (life.status === next && live()) life.move(next, live)
    if (close) hub.tell('close', close, live)
    settle()
    if (!live() || life.status !== next) return
    this.#tellChannels(delay === undefined ? 'unsubscribed' : 'subscribing')
    if (delay === undefined) this.#herald.gaveUp(this.#revival.attempts, { failure, ...(close && { close }) }, live)
    else this.#revival.plan(delay)
  }

  #enter(next: 'waiting' | 'failed'): void {
    const { life, outgoing, requests } = this.#parts
    life.enter(next)
    outgoing.keep(next === 'waiting')
    if (next === 'waiting') return
    outgoing.dropAll('disconnected')
    requests.failAll(new ConnectionError('closed', 'No attempt to connect is left'))
  }

  /** Nobody wanted the link any more: what the user's order made of the status may be untold yet. */
  #rest(status: Status, close: CloseInfo | undefined, settle: () => void): void {
    const { life, hub, outgoing } = this.#parts
    const live = life.live()
    const isFailed = status === 'failed'
    outgoing.keep(false)
    this.#revival.closed()
    life.move(isFailed ? 'failed' : 'idle', live)
    if (close) hub.tell('close', close, live)
    settle()
    this.#tellChannels('unsubscribed')
    if (life.isOver) return
    if (isFailed) this.#herald.gaveUp(this.#revival.attempts, undefined, live)
    else life.end(undefined)
  }

  /** Of the subscriptions, before another engine tells of them. */
  #tellChannels(status: ChannelHandle['status']): void {
    const { life, channels } = this.#parts
    const state = subscriptionStates.indexOf(status)
    for (const number of channels.notIn(status))
      this.#herald.take({ ...made(Kind.subscription, number, state), epoch: life.epoch })
    channels.rest(status, life.live())
  }
}

/** Nobody saw the link's end. */
const cutOff: CloseInfo = { code: 1006, reason: '', wasClean: false }

const unanswered = (cause: ConnectionError) =>
  new ConnectionError('closed', 'The engine stopped before the reply', { cause })
