import { integer, named, nonEmpty, text } from '../check.js'
import type { ClientInfo, Receipt } from '../messages.js'
import type { ConnectionError } from '../errors.js'
import type { News } from '../engine.js'
import type { Data } from '../engine-client.js'
import { sizeOf } from '../text.js'
import type { Broker } from './broker.js'
import type { BrokerChannel } from './broker-channels.js'
import { type Call, notConnected } from './calls.js'
import { since as position } from './check.js'
import type { CallOptions, History, HistoryOptions, PresenceStats } from './client-types.js'
import { Detail } from './details.js'
import { Posted } from './posted.js'

/** What a client says to its broker. Where a channel is given, what is said waits for its subscription. */
export class Speech {
  readonly #broker: Broker

  constructor(broker: Broker) {
    this.#broker = broker
  }

  /** The subscription has ended. */
  lost({ status }: BrokerChannel): boolean {
    return this.#broker.core.slot.port !== undefined && status === 'unsubscribed'
  }

  rpc(method: string, data: unknown, options?: CallOptions): Promise<unknown> {
    const call: Call = { operation: 'rpc', name: text('The name of a method', method), data: this.#optional(data) }
    return this.#call(call, data, (news) => this.#body(news), options)
  }

  async publish(name: string, data: unknown, options?: CallOptions): Promise<void> {
    const call: Call = { operation: 'publish', name: channelName(name), data: this.#broker.payloads.written(data) }
    await this.#call(call, data, () => undefined, options)
  }

  /** @throws ConnectionError where it is refused at once */
  publication(name: string, payload: unknown, type: string | undefined, channel: BrokerChannel): Receipt {
    const names = this.#broker.core.options.envelope
    const data = type === undefined ? payload : { [names.type]: type, [names.payload]: payload }
    return this.#post({ operation: 'publish', name, data: this.#broker.payloads.written(data), channel }, data)
  }

  /** @throws ConnectionError where it is refused at once */
  send(message: unknown, queue: boolean): Receipt {
    const { life } = this.#broker.core
    if (!queue && life.status !== 'open') throw notConnected(life)
    return this.#post({ operation: 'send', name: '', data: this.#broker.payloads.written(message) }, message)
  }

  presence(name: string, options?: CallOptions, channel?: BrokerChannel): Promise<Map<string, ClientInfo>> {
    const read = (news: News) => this.#detail(news).presence(news.text)
    return this.#call(about('presence', name, channel), undefined, read, options)
  }

  presenceStats(name: string, options?: CallOptions, channel?: BrokerChannel): Promise<PresenceStats> {
    const read = ({ text: told }: News) => JSON.parse(told) as PresenceStats
    return this.#call(about('presence_stats', name, channel), undefined, read, options)
  }

  history(name: string, options: HistoryOptions = {}, channel?: BrokerChannel): Promise<History> {
    const { limit = 0, reverse = false, since, ...rest } = named('the options of history', options, historyNames)
    const wishes = {
      limit: integer('limit', limit, -1, 2 ** 31 - 1),
      reverse,
      ...(since && { since: position(since) }),
    }
    const call = { ...about('history', name, channel), data: JSON.stringify(wishes) }
    return this.#call(call, wishes, (news) => this.#detail(news).history(news.text), rest)
  }

  /** An error that was thrown at nobody. */
  fail(channel: BrokerChannel, error: ConnectionError): void {
    this.#broker.fail(channel, error)
  }

  /** As the engine does it with publications. */
  unwrap(data: unknown): { type?: string | undefined; payload: unknown } {
    const names = this.#broker.core.options.envelope
    if (this.#broker.payloads.binary || typeof data !== 'object' || data === null || Array.isArray(data))
      return { payload: data }
    const { [names.type]: type, [names.payload]: payload = data } = data as Record<string, unknown>
    return typeof type === 'string' && type !== '' ? { type, payload } : { payload: data }
  }

  #detail({ frame }: News): Detail {
    return new Detail(frame, this.#broker.payloads)
  }

  #body({ c, d, frame }: News): unknown {
    return d > c ? this.#broker.payloads.read(frame, [c, d]) : undefined
  }

  #optional(data: unknown): Data {
    return this.#broker.payloads.optional(data)
  }

  #call<T>(call: Call, shown: unknown, read: (news: News) => T, options?: CallOptions): Promise<T> {
    return new Promise((resolve, reject) => {
      const take = (news: News | undefined) => {
        const reply = read(news as News)
        this.#note('in', call, reply)
        resolve(reply)
      }
      this.#note('out', call, shown)
      this.#broker.calls.begin(call, { resolve: take, reject }, options ?? {})
    })
  }

  #post(call: Call, shown: unknown): Receipt {
    const { calls, core } = this.#broker
    const posted = new Posted((error) => core.hub.fail(error))
    this.#note('out', call, shown)
    posted.fate = calls.begin(call, posted, {})
    return posted
  }

  #note(direction: 'in' | 'out', { operation, name, data }: Call, detail: unknown): void {
    const { inspector } = this.#broker.core.hub
    if (!inspector.on) return
    const channel = operation === 'rpc' || operation === 'send' ? undefined : name
    inspector.write({
      direction,
      type: operation === 'rpc' ? `rpc ${name}`.trim() : operation,
      ...(channel !== undefined && { channel }),
      ...(direction === 'out' && { bytes: sizeOf(data) }),
      ...(detail !== undefined && { detail }),
    })
  }
}

const historyNames = ['limit', 'since', 'reverse', 'timeout', 'signal'] as const

const channelName = (name: string) => nonEmpty('The name of a channel', name)

const about = (operation: Call['operation'], name: string, channel: BrokerChannel | undefined): Call => ({
  operation,
  name: channelName(name),
  data: '',
  ...(channel && { channel }),
})
