import { Handle, type Home } from '../channel.js'
import { bad } from '../check.js'
import { ConnectionError } from '../errors.js'
import type { ClientInfo, Receipt } from '../messages.js'
import type { BrokerChannel } from './broker-channels.js'
import { unsubscribed } from './calls.js'
import type { CallOptions, CentrifugoChannel, History, HistoryOptions, PresenceStats } from './client-types.js'
import type { Position, SubscriptionOptions } from './options.js'
import type { Speech } from './speech.js'

/** A handle of a channel of a broker. */
export class BrokerHandle<T> extends Handle<T, BrokerChannel> implements CentrifugoChannel<T> {
  readonly #speech: Speech
  readonly #events: ReadonlySet<string>

  constructor(home: Home, speech: Speech, name: string, options?: SubscriptionOptions) {
    super(home, name, options)
    this.#speech = speech
    this.#events = home.events
  }

  get position(): Position | undefined {
    return this.channel.stream?.position
  }

  override publish(payload: unknown, type?: string): Receipt {
    this.check()
    if (type !== undefined && this.#events.has(type)) throw bad('type', 'none of the events of a channel', type)
    return this.#speech.publication(this.name, payload, type, this.channel)
  }

  async presence(options?: CallOptions): Promise<Map<string, ClientInfo>> {
    this.check()
    return this.#speech.presence(this.name, options, this.channel)
  }

  async presenceStats(options?: CallOptions): Promise<PresenceStats> {
    this.check()
    return this.#speech.presenceStats(this.name, options, this.channel)
  }

  async history(options?: HistoryOptions): Promise<History<T>> {
    this.check()
    return (await this.#speech.history(this.name, options, this.channel)) as History<T>
  }

  fail(error: ConnectionError): void {
    this.#speech.fail(this.channel, error)
  }

  unwrap(data: unknown): { readonly type?: string | undefined; readonly payload: unknown } {
    return this.#speech.unwrap(data)
  }

  async ready({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
    this.check()
    if (this.#speech.lost(this.channel)) throw unsubscribed(this.name, this.channel.ended)
    const { ending } = this
    await new Promise<void>((resolve, reject) => {
      const closed = () => reject(new ConnectionError('destroyed', `This handle of "${this.name}" was closed`))
      ending.addEventListener('abort', closed)
      const done = () => {
        this.channel.awaited -= 1
        ending.removeEventListener('abort', closed)
      }
      this.channel.awaited += 1
      this.channel.gate.wait(signal).then(resolve, reject).finally(done)
    })
  }
}
