import { dropReasons, Kind, states } from './border.js'
import type { News } from './engine.js'
import { ConnectionError, type ErrorCode, isUnauthorized, report } from './errors.js'
import { because, faultError, faultOf, wordsOf } from './faults.js'
import type { Frame } from './frame.js'
import type { Live } from './hub.js'
import { parsed } from './json.js'
import type { Parts } from './parts.js'
import type { Revival } from './revival.js'
import { tooLong } from './text.js'
import type { ClientOptions, CloseInfo, MessageMap, Status } from './types.js'

/** Tells the engine's news to those whom they concern. */
export class Herald {
  readonly #parts: Parts
  readonly #options: ClientOptions<MessageMap>
  readonly #maxMessageBytes: number
  readonly #revival: Revival
  #live: { readonly epoch: number; readonly ask: Live } = { epoch: Number.NaN, ask: () => false }
  #last: Ending = {}
  #wasOpen = false

  /** @param revival - goes on where the engine leaves off */
  constructor(parts: Parts, options: ClientOptions<MessageMap>, maxMessageBytes: number, revival: Revival) {
    this.#parts = parts
    this.#options = options
    this.#maxMessageBytes = maxMessageBytes
    this.#revival = revival
  }

  take(news: News): void {
    const { extension } = this.#parts
    const live = this.#liveIn(news.epoch)
    if (extension?.take(news, live)) return
    this.#settle(news, live)
    if (live()) this.#tell(news, live)
  }

  /** One question for all news of an epoch. */
  #liveIn(epoch: number): Live {
    const { life } = this.#parts
    if (this.#live.epoch !== epoch) this.#live = { epoch, ask: () => life.epoch === epoch }
    return this.#live.ask
  }

  /** Promises are kept, whether or not somebody still listens. */
  #settle(news: News, live: Live): void {
    const { outgoing, requests, channels } = this.#parts
    if (news.kind === Kind.settled) requests.settle(news)
    else if (news.kind === Kind.left) outgoing.left(news.a)
    else if (news.kind === Kind.fresh) this.#parts.hub.views.fresh(news.a)
    else if (news.kind === Kind.dropped) outgoing.drop(news.a, dropReasons[news.b] ?? 'full')
    else if (news.kind === Kind.subscription) channels.changed(news.a, news.b, live)
  }

  #tell(news: News, live: Live): void {
    const { incoming, outgoing, hub, life, dialer } = this.#parts
    switch (news.kind) {
      case Kind.deliver:
        return incoming.deliver(news, live)
      case Kind.deliverText:
        return incoming.text(news, live)
      case Kind.deliverBinary:
        return incoming.binary(news, live)
      case Kind.resolve:
        return dialer.dial(news.a, news.b !== 0)
      case Kind.changed:
        return this.#changed(states[news.a] ?? 'failed', live)
      case Kind.connected:
        return this.#opened(news, live)
      case Kind.closed:
        return this.#closed({ code: news.a, reason: news.text, wasClean: news.b !== 0 }, live)
      case Kind.retrying:
        // Unless the user's predicate found the close final.
        this.#revival.counted(news.a)
        if (life.status !== 'failed') hub.tell('reconnecting', { attempt: news.a, delay: news.b }, live)
        return
      case Kind.gaveUp:
        return this.gaveUp(news.a, undefined, live)
      case Kind.maybePong:
        return this.#maybePong(news.frame)
      case Kind.fault:
        return this.#fault(news, live)
      case Kind.refusal:
        return this.#refusal(news, live)
      case Kind.left:
        if (outgoing.empty) hub.tell('drain', undefined, live)
    }
  }

  #changed(status: Status, live: Live): void {
    const before = this.#parts.life.tell(status, live)
    // After `closing`, the close is still to be told.
    if (status === 'idle' && before !== 'closing') this.#parts.life.end(undefined)
  }

  #opened(news: News, live: Live): void {
    const { slot, hub, life, extension } = this.#parts
    const protocol = slot.port?.protocol ?? ''
    const told = { reconnected: this.#wasOpen, attempts: news.a, protocol, ...extension?.opened(news) }
    this.#last = {}
    this.#wasOpen = true
    this.#revival.opened()
    if (life.status === 'open') life.gate.open()
    hub.tell('open', told, live)
  }

  #closed(close: CloseInfo, live: Live): void {
    const { slot, hub, life } = this.#parts
    this.#revival.closed()
    if (life.status === 'waiting' && !this.retries(close)) slot.port?.giveUp()
    if (life.status === 'failed') this.#last = { close }
    hub.tell('close', close, live)
    if (life.status === 'idle') life.end(undefined)
  }

  /** Whether the user finds a close worth another attempt; without one, nobody is asked. */
  retries(close: CloseInfo | undefined): boolean {
    const { reconnect } = this.#options
    try {
      return !close || typeof reconnect !== 'object' || (reconnect.retry?.(close) ?? true)
    } catch (error) {
      report(error)
      return true
    }
  }

  gaveUp(attempts: number, { close, failure }: Ending = this.#last, live?: Live): void {
    const fields = { details: close, protocolCode: failure?.protocolCode, ...(failure && { cause: failure }) }
    const error =
      finalCause(failure) ??
      new ConnectionError('gave-up', because('No attempt to connect is left', wordsOfEnd(close, failure)), fields)
    this.#parts.dialer.url = ''
    this.#parts.hub.tell('reconnect-failed', { attempts, ...(close && { close }) }, live)
    this.#parts.life.end(error, error)
  }

  #maybePong(frame: Frame): void {
    const { heartbeat } = this.#options
    if (typeof heartbeat !== 'object' || typeof heartbeat.reply !== 'function') return
    try {
      frame.answered = heartbeat.reply(parsed(frame.data as string))
    } catch (error) {
      report(error)
    }
    if (frame.answered) this.#parts.slot.port?.ponged()
  }

  #fault(news: News, live: Live): void {
    const error = this.#errorOf(news, this.#parts.channels.byNumber(news.b)?.name)
    if (!news.b && attempted.has(error.code)) this.#last = { failure: error }
    this.#failed(error, news.b, live)
  }

  #refusal(news: News, live: Live): void {
    const { extension, dialer } = this.#parts
    const error = extension?.refusal(news, news.a ? undefined : dialer.takeFailure())
    if (!error) return
    const { a: channel, c: code, text: reason } = news
    // A close while the broker had not answered yet ends no link that was open: it is told as an error.
    if (!channel)
      this.#last = { failure: error, ...(code >= firstClose && { close: { code, reason, wasClean: true } }) }
    this.#failed(error, channel, live)
  }

  #failed(error: ConnectionError, number: number, live: Live): void {
    const { channels, hub, life, slot } = this.#parts
    const channel = channels.byNumber(number)
    if (!number && finalCause(error) && life.status === 'waiting') slot.port?.giveUp()
    if (channel?.listensTo('error')) channel.tell('error', error, live)
    else hub.fail(error, live)
  }

  #errorOf({ a, e, f, frame, text }: News, channel: string | undefined): ConnectionError {
    const fault = faultOf(a)
    const details = f > e ? parsed(frame.text(e, f)) : undefined
    if (fault === 'server') return faultError(fault, wordsOf(details), { channel, details })
    if (fault === 'too_large')
      return faultError(fault, tooLong(frame.data, 'maxMessageBytes', this.#maxMessageBytes), {})
    if (fault === 'bad_message') return faultError(fault, this.#parts.extension ? noCommand : tooDeep, {})
    const cause = fault === 'unresolved' ? this.#parts.dialer.takeFailure() : undefined
    if (cause === undefined) return faultError(fault, text, { channel })
    const protocolCode = this.#parts.extension?.blame(cause)
    if (isUnauthorized(cause)) return new ConnectionError('unauthorized', text, { cause, protocolCode })
    return faultError(fault, text, { cause, protocolCode, ...(isBadOption(cause) && { temporary: false }) })
  }
}

/** Why there is no further attempt: the close that was final, or how the last attempt failed. */
interface Ending {
  readonly close?: CloseInfo
  readonly failure?: ConnectionError
}

const tooDeep = 'it is nested deeper than maxDepth'
const noCommand = `it is nothing that this broker says, or ${tooDeep}`

/** How an attempt fails. */
const attempted: ReadonlySet<ErrorCode> = new Set(['connect-failed', 'timeout', 'unauthorized'])

/** Of the codes with which servers close a socket. */
const firstClose = 3000

const isBadOption = (cause: unknown) => cause instanceof ConnectionError && cause.code === 'bad-option'

/** The close as the server said it, or how the last attempt failed. */
const wordsOfEnd = (close: CloseInfo | undefined, failure: ConnectionError | undefined): string =>
  close ? `${close.reason} (${close.code})`.trim() : wordsOf(failure)

/** What can't work now won't work later. */
function finalCause(failure: ConnectionError | undefined): ConnectionError | undefined {
  if (isUnauthorized(failure) || (failure?.code === 'engine-failed' && !failure.temporary)) return failure
  return isBadOption(failure?.cause) ? (failure?.cause as ConnectionError) : undefined
}
