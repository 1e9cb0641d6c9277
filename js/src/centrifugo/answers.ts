import { Lack } from '../border.js'
import type { News } from '../engine.js'
import { isUnauthorized } from '../errors.js'
import { wordsOf } from '../faults.js'
import type { Port } from '../port.js'
import type { Slot } from '../slot.js'
import type { BrokerChannels } from './broker-channels.js'
import { after, type Credentials, tokenOf } from './credentials.js'
import type { SubscriptionOptions } from './options.js'
import type { Payloads } from './payloads.js'

interface Answer {
  readonly token: string
  readonly data: unknown
}

const wanted = { token: 1, data: 2 }

/** Answers the engine when it asks for a token or for data of a link that is up. Each time once, and only its own engine. */
export class Answers {
  readonly #slot: Slot
  readonly #channels: BrokerChannels
  readonly #credentials: Credentials
  readonly #payloads: Payloads
  /** What providers threw, by channel: the engine only knows that they did. */
  readonly #causes = new Map<number, unknown>()

  constructor(slot: Slot, channels: BrokerChannels, credentials: Credentials, payloads: Payloads) {
    this.#slot = slot
    this.#channels = channels
    this.#credentials = credentials
    this.#payloads = payloads
  }

  give({ a: ask, b: channel, c: wants }: News): void {
    const { port } = this.#slot
    if (!port) return
    const failed = (cause: unknown) => this.#failed(port, ask, channel, cause)
    const answered = (answer: Answer) => this.#answered(port, ask, answer)
    try {
      const answer = this.#answer(channel, wants)
      if (answer instanceof Promise) answer.then(answered).catch(failed)
      else answered(answer)
    } catch (cause) {
      failed(cause)
    }
  }

  /** What a provider threw, once. */
  takeCause(channel: number): unknown {
    const cause = this.#causes.get(channel)
    this.#causes.delete(channel)
    return cause
  }

  #answer(number: number, wants: number): Answer | Promise<Answer> {
    const channel = this.#channels.byNumber(number)
    const context = { channel: channel?.name ?? '' }
    const renewed = () => (number ? after(channel?.options.getToken?.(context), tokenOf) : this.#credentials.renewed())
    return after(wants & wanted.token ? renewed() : '', (token) =>
      after(wants & wanted.data ? newData(context, channel?.options) : undefined, (data) => ({ token, data })),
    )
  }

  #answered(port: Port, ask: number, { token, data }: Answer): void {
    if (port !== this.#slot.port) return
    const written = this.#payloads.optional(data)
    port.verb('answered', [ask], [token, written], [])
  }

  #failed(port: Port, ask: number, channel: number, cause: unknown): void {
    if (port !== this.#slot.port) return
    const thrown = cause instanceof NoData ? cause.thrown : cause
    this.#causes.set(channel, thrown)
    port.verb('unanswered', [ask], [wordsOf(thrown)], [lackOf(cause)])
  }
}

/** The provider of the data threw. */
class NoData {
  constructor(readonly thrown: unknown) {}
}

function lackOf(cause: unknown): number {
  if (cause instanceof NoData) return Lack.data
  return isUnauthorized(cause) ? Lack.permission : Lack.token
}

function newData(context: { channel: string }, { getData, data }: SubscriptionOptions = {}): unknown {
  if (!getData) return data
  const failed = (thrown: unknown): never => {
    throw new NoData(thrown)
  }
  try {
    const made = getData(context)
    return made instanceof Promise ? made.catch(failed) : made
  } catch (thrown) {
    return failed(thrown)
  }
}
