import { type Fate, fates, type Operation, operations, outcomes } from '../border.js'
import { milliseconds, named, optionalSignal } from '../check.js'
import type { News } from '../engine.js'
import type { Data } from '../engine-client.js'
import { aborted, ConnectionError } from '../errors.js'
import type { Core } from '../extension.js'
import { because } from '../faults.js'
import type { Live } from '../hub.js'
import { disconnected, ended, type Life } from '../life.js'
import { isLonger, refused, tooLarge, unkept } from '../outgoing.js'
import { tooLong } from '../text.js'
import type { Off } from '../types.js'
import type { BrokerChannel } from './broker-channels.js'
import type { CallOptions, UnsubscribedContext } from './client-types.js'
import { clientCode, serverError } from './codes.js'

/** What is asked of the broker. */
export interface Call {
  readonly operation: Operation
  /** Of the channel, or of the method. */
  readonly name: string
  readonly data: Data
  /** It waits for its subscription. */
  readonly channel?: BrokerChannel
}

/** Who awaits the reply. */
export interface Waiter {
  /** Reads the reply while its frame is at hand. What it throws is `bad-message`. */
  readonly resolve: (news: News | undefined) => void
  readonly reject: (error: ConnectionError) => void
}

interface Waiting extends Waiter {
  readonly call: Call
  /** `performance.now()` */
  readonly until: number
  /** The engine has it. */
  shipped: boolean
  readonly done: Off
}

const maxTicket = 2 ** 32 - 1

/** Calls that await a reply, by ticket. Each has one end: a reply, an error, or its timeout. */
export class Calls {
  readonly #core: Core
  readonly #timeout: number
  readonly #flush: () => void
  readonly #waiting = new Map<number, Waiting>()
  /** Those that the engine keeps until they may go. */
  readonly #queued = new Set<number>()
  #ticket = 0
  /** How the last connection failed for good. */
  #end: ConnectionError | undefined

  /** @param flush - sends, soon, what was begun */
  constructor(core: Core, timeout: number, flush: () => void) {
    this.#core = core
    this.#timeout = timeout
    this.#flush = flush
    core.hub.onEnd((how) => {
      this.#end = how
      this.#failAll(hungUp(how))
    })
  }

  /** @throws ConnectionError where it is refused at once */
  begin(call: Call, waiter: Waiter, options: CallOptions): 'sent' | 'queued' {
    const { timeout = this.#timeout, signal } = named('the options of a call', options, ['timeout', 'signal'])
    milliseconds('timeout', timeout, 1)
    const checked = optionalSignal(signal)
    if (checked?.aborted) throw aborted(checked)
    this.#check(call)
    this.#ticket = (this.#ticket % maxTicket) + 1
    const ticket = this.#ticket
    this.#wait(ticket, call, waiter, timeout, signal)
    return this.#ready(call) ? this.#ship(ticket) : 'queued'
  }

  /** An engine is there, or a channel is subscribed: what waited for it goes out. */
  release(channel?: BrokerChannel): void {
    for (const [ticket, { call, shipped, reject }] of [...this.#waiting]) {
      if (shipped || call.channel !== channel) continue
      try {
        this.#ship(ticket)
      } catch (error) {
        reject(error as ConnectionError)
      }
    }
  }

  /** The engine has stopped. Whether what it had queued has left isn't known for sure: it isn't sent twice. @returns tells who waits */
  lost({ message, cause }: ConnectionError): () => void {
    const lost = [...this.#waiting.values()].filter(({ shipped }) => shipped)
    const error = new ConnectionError('closed', message, { cause, protocolCode: clientCode.connectionClosed })
    return () => {
      for (const { reject } of lost) reject(error)
    }
  }

  /** The channel that they waited for won't be subscribed. */
  fail(channel: BrokerChannel, error: ConnectionError): void {
    for (const { call, shipped, reject } of [...this.#waiting.values()])
      if (!shipped && call.channel === channel) reject(error)
  }

  settled(news: News): void {
    const waiting = this.#waiting.get(news.a)
    if (!waiting) return
    const outcome = outcomes[news.b]
    if (outcome === 'closed' && this.#isOver) return
    if (outcome === 'done') answer(waiting, news)
    else waiting.reject(outcome === 'refused' ? refusalIn(news) : unanswered[outcome ?? 'closed']())
  }

  /** It went out, after it had to wait. */
  left(ticket: number, live: Live): void {
    const waiting = this.#waiting.get(ticket)
    if (waiting?.call.operation === 'send') waiting.resolve(undefined)
    if (this.#queued.delete(ticket) && !this.#queued.size) this.#core.hub.tell('drain', undefined, live)
  }

  /** It was taken for queued, and isn't after all. */
  refuse(ticket: number, fate: Fate): void {
    const waiting = this.#waiting.get(ticket)
    waiting?.reject(this.#refusal(waiting, fate))
  }

  dropped(ticket: number): void {
    if (!this.#isOver) this.#waiting.get(ticket)?.reject(unanswered.dropped())
  }

  /** For good: whoever still waits hears why, with the end. */
  get #isOver(): boolean {
    return this.#core.life.status === 'failed'
  }

  #failAll(error: ConnectionError): void {
    for (const { reject } of [...this.#waiting.values()]) reject(error)
  }

  #check({ name, data, channel }: Call): void {
    const { life, slot, options } = this.#core
    if (ended.has(life.status)) throw notConnected(life, life.status === 'failed' ? this.#end : undefined)
    if (slot.port && channel?.status === 'unsubscribed') throw unsubscribed(name, channel.ended)
    if (isLonger(data, options.maxMessageBytes))
      throw tooLarge(tooLong(data, 'maxMessageBytes', options.maxMessageBytes))
  }

  #ready({ channel }: Call): boolean {
    return this.#core.slot.port !== undefined && (!channel || channel.status === 'subscribed')
  }

  #wait(
    ticket: number,
    call: Call,
    { resolve, reject }: Waiter,
    timeout: number,
    signal: AbortSignal | undefined,
  ): void {
    const timer = setTimeout(() => this.#withdraw(ticket, unanswered.timed_out()), timeout)
    const abort = () => this.#withdraw(ticket, aborted(signal as AbortSignal))
    signal?.addEventListener('abort', abort)
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      this.#waiting.delete(ticket)
      this.#queued.delete(ticket)
    }
    this.#waiting.set(ticket, {
      call,
      until: performance.now() + timeout,
      shipped: false,
      done,
      resolve: (news) => (done(), resolve(news)),
      reject: (error) => (done(), reject(error)),
    })
  }

  #withdraw(ticket: number, error: ConnectionError): void {
    const waiting = this.#waiting.get(ticket)
    if (!waiting) return
    waiting.reject(error)
    if (waiting.shipped) this.#core.slot.port?.forget(ticket)
  }

  #ship(ticket: number): 'sent' | 'queued' {
    const waiting = this.#waiting.get(ticket)
    const { port } = this.#core.slot
    if (!waiting || !port) return 'queued'
    waiting.shipped = true
    const { operation, name, data } = waiting.call
    const left = Math.max(1, waiting.until - performance.now())
    const number = operations.indexOf(operation)
    const fate = fates[port.verb('call', [number], [name, data], [ticket, left])]
    this.#flush()
    if (fate === 'queued') {
      this.#queued.add(ticket)
      return fate
    }
    if (fate !== 'sent') {
      waiting.done()
      throw this.#refusal(waiting, fate)
    }
    if (operation === 'send') waiting.resolve(undefined)
    return fate
  }

  #refusal({ call: { data } }: Waiting, fate: Fate | undefined): ConnectionError {
    if (fate === 'refused_too_large') return unkept(data, this.#core.options.outbox.bytes)
    const { life } = this.#core
    return fate === 'refused_disconnected' ? notConnected(life) : refused(fate, life)
  }
}

function answer({ resolve, reject }: Waiting, news: News): void {
  try {
    resolve(news)
  } catch (cause) {
    reject(new ConnectionError('bad-message', 'The reply is not what it should be', { cause }))
  }
}

function refusalIn({ text }: News): ConnectionError {
  const {
    code = 0,
    message = '',
    temporary = false,
  } = JSON.parse(text || '{}') as {
    code?: number
    message?: string
    temporary?: boolean
  }
  return serverError(code, message, temporary)
}

/** @param cause - how the last one failed for good */
export const notConnected = (life: Life, cause?: ConnectionError): ConnectionError =>
  disconnected(life, cause, clientCode.disconnected)

/** @param why - what the broker said */
export const unsubscribed = (channel: string, why?: UnsubscribedContext): ConnectionError =>
  new ConnectionError('unsubscribed', because(`The channel "${channel}" is not subscribed`, why?.reason ?? ''), {
    channel,
    protocolCode: clientCode.unsubscribed,
    ...(why && { details: why }),
  })

/** @param cause - how it failed for good */
export const hungUp = (cause?: ConnectionError): ConnectionError =>
  new ConnectionError('closed', because('The connection ended before the reply', cause?.message ?? ''), {
    protocolCode: clientCode.disconnected,
    ...(cause && { cause, temporary: false, details: cause.details }),
  })

const unanswered = {
  timed_out: () =>
    new ConnectionError('timeout', 'The reply did not come in time', { protocolCode: clientCode.timeout }),
  closed: () =>
    new ConnectionError('closed', 'The connection was lost before the reply', {
      protocolCode: clientCode.connectionClosed,
    }),
  dropped: () =>
    new ConnectionError('closed', 'The connection ended before the call went out', {
      protocolCode: clientCode.disconnected,
    }),
}
