import { nonEmpty } from '../check.js'
import { HawserClient } from '../client.js'
import { channelEvents, type Home } from '../channel.js'
import type { Address, ClientOptions } from '../client-options.js'
import type { Loader } from '../loader.js'
import type { ClientInfo, MessageMap, Receipt, RequestOptions, SendOptions } from '../messages.js'
import { mayWait } from '../outgoing.js'
import { Broker } from './broker.js'
import { BrokerHandle } from './broker-handle.js'
import { headerPairs, secret } from './check.js'
import type {
  CallOptions,
  CentrifugoChannel,
  CentrifugoClient,
  History,
  HistoryOptions,
  PresenceStats,
} from './client-types.js'
import type { CentrifugoOptions, SubscriptionOptions } from './options.js'
import { type Settings, settingsOf } from './settings.js'
import { Speech } from './speech.js'

const events = new Set([...channelEvents, 'subscribed', 'unsubscribed', 'join', 'leave'])

/** The verbs of a client, as a broker knows them. */
export class BrokerClient<In extends MessageMap, Out extends MessageMap>
  extends HawserClient<In, Out>
  implements CentrifugoClient<In, Out>
{
  readonly #broker: Broker
  readonly #speech: Speech
  readonly #settings: Settings
  readonly #handles: Home

  constructor(url: Address, options: ClientOptions<In>, loader: Loader, own: CentrifugoOptions) {
    const settings = settingsOf(own)
    let broker: Broker | undefined
    super(url, options, loader, { settings, extend: (core) => (broker = new Broker(core, own, settings)) })
    this.#broker = broker as unknown as Broker
    this.#speech = new Speech(this.#broker)
    this.#settings = settings
    this.#handles = { ...this.home, events }
  }

  override send(message: unknown, options?: SendOptions): Receipt {
    const queue = mayWait(options)
    this.check()
    return this.#speech.send(message, queue)
  }

  override async request<Reply = unknown>(message: object, options?: RequestOptions): Promise<Reply> {
    return this.rpc<Reply>('', message, options)
  }

  override channel<T = unknown>(name: string, options?: SubscriptionOptions): CentrifugoChannel<T> {
    this.check()
    return new BrokerHandle<T>(this.#handles, this.#speech, nonEmpty('The name of a channel', name), options)
  }

  async rpc<T = unknown>(method: string, data?: unknown, options?: CallOptions): Promise<T> {
    this.check()
    return (await this.#speech.rpc(method, data, options)) as T
  }

  async publish(channel: string, data: unknown, options?: CallOptions): Promise<void> {
    this.check()
    await this.#speech.publish(channel, data, options)
  }

  async history<T = unknown>(channel: string, options?: HistoryOptions): Promise<History<T>> {
    this.check()
    return (await this.#speech.history(channel, options)) as History<T>
  }

  async presence(channel: string, options?: CallOptions): Promise<Map<string, ClientInfo>> {
    this.check()
    return this.#speech.presence(channel, options)
  }

  async presenceStats(channel: string, options?: CallOptions): Promise<PresenceStats> {
    this.check()
    return this.#speech.presenceStats(channel, options)
  }

  setToken(token: string): void {
    this.#broker.credentials.setToken(secret('token', token))
  }

  setData(data: unknown): void {
    this.#broker.payloads.optional(data)
    this.#broker.credentials.setData(data)
  }

  setHeaders(headers: Record<string, string>): void {
    const pairs = headerPairs(headers)
    this.#settings.headers = pairs
    this.#broker.core.slot.port?.verb('setHeaders', [], [JSON.stringify(pairs)], [])
  }
}
