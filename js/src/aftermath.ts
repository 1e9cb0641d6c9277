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
    life.turnPage()
    outgoing.dropAll('engine')
    requests.failAll(stopped(error))
    const settle = extension?.lost(stopped(error)) ?? (() => {})
    if (!isWanted || ended.has(status)) this.#rest(status, settle)
    else this.#comeBack(error, status === 'open' ? cutOff : undefined, settle)
  }

  /** What can come later is waited for. */
  missed(error: ConnectionError): void {
    this.#comeBack(error, undefined, () => {})
  }

  /** Nothing is subscribed, and no other engine will be. */
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
    hub.fail(failure, live)
    const isPending = live() && life.status === 'waiting'
    const delay = isPending && !isFinal ? this.#revival.next() : undefined
    if (isPending) this.#move(delay !== undefined)
    if (close) hub.tell('close', close, live)
    settle()
    if (!live()) return
    const isOver = isPending && delay === undefined
    this.#tellChannels(isOver ? 'unsubscribed' : 'subscribing')
    if (isOver) this.#herald.gaveUp(this.#revival.attempts, { failure, ...(close && { close }) }, live)
    else if (delay !== undefined && life.status === 'waiting') this.#revival.plan(delay)
  }

  #move(comesBack: boolean): void {
    const { life, outgoing, requests } = this.#parts
    const live = life.live()
    outgoing.keep(comesBack)
    if (!comesBack) {
      outgoing.dropAll('disconnected')
      requests.failAll(new ConnectionError('closed', 'No attempt to connect is left'))
    }
    life.move(comesBack ? 'waiting' : 'failed', live)
  }

  /** Nobody wanted the link any more: what the user's order made of the status may be untold yet. */
  #rest(status: Status, settle: () => void): void {
    const { life, hub, outgoing } = this.#parts
    const { told } = life
    const live = life.live()
    const isFailed = status === 'failed'
    outgoing.keep(false)
    life.move(isFailed ? 'failed' : 'idle', live)
    if (status === 'open' || status === 'closing') hub.tell('close', cutOff, live)
    settle()
    this.#tellChannels('unsubscribed')
    if (isFailed && told !== 'failed') this.#herald.gaveUp(this.#revival.attempts, undefined, live)
    else if (!isFailed && told !== 'idle') hub.end(undefined)
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

const stopped = (cause: ConnectionError) =>
  new ConnectionError('closed', 'The engine stopped before the reply', { cause })
