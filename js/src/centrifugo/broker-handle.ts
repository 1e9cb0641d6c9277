import { Handle, type Home } from '../channel.js'
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

  constructor(home: Home, speech: Speech, name: string, options?: SubscriptionOptions) {
    super(home, name, options)
    this.#speech = speech
  }

  get position(): Position | undefined {
    return this.channel.position
  }

  override publish(payload: unknown, type?: string): Receipt {
    this.check()
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

  unwrap(data: unknown): { readonly type?: string | undefined; readonly payload: unknown } {
    return this.#speech.unwrap(data)
  }

  async ready({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
    this.check()
    if (this.#speech.lost(this.channel)) throw unsubscribed(this.name)
    const { ending } = this
    await new Promise<void>((resolve, reject) => {
      const closed = () => reject(new ConnectionError('destroyed', `This handle of "${this.name}" was closed`))
      ending.addEventListener('abort', closed)
      const done = () => ending.removeEventListener('abort', closed)
      this.channel.gate.wait(signal).then(resolve, reject).finally(done)
    })
  }
}
