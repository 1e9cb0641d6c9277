import { Centrifuge, type ClientInfo, type Options, type Subscription } from 'centrifuge'
import { Centrifuge as CentrifugeProtobuf } from 'centrifuge/build/protobuf'
import {
  type Driver,
  type Feed,
  type FeedOptions,
  type HistoryOptions,
  type Line,
  type LineOptions,
  payload,
  present,
} from './driver.js'
import type { Log } from './log.js'

type Context = {
  recoverable: boolean
  positioned: boolean
  wasRecovering: boolean
  recovered: boolean
  streamPosition?: { offset: number }
  data?: unknown
}
type Publication = { data: unknown; offset?: number; info?: ClientInfo; tags?: Record<string, string> }

/** The reference client, npm `centrifuge`. */
export const centrifuge: Driver = {
  name: 'centrifuge',
  open: (options, log) => new CentrifugeLine(options, log),
  refusal: (error) => {
    const { code, temporary = false } = error as { code: number; temporary?: boolean }
    return { code, temporary: temporary || code < 100 }
  },
}

const since = (from: { offset: string; epoch: string }) => ({ ...from, offset: Number(from.offset) })

class CentrifugeLine implements Line {
  readonly #client: Centrifuge
  readonly #payload
  readonly #delays
  readonly #watched = new Set<string>()

  constructor(
    options: LineOptions,
    readonly log: Log,
  ) {
    const { url, format, WebSocket, getToken, data, delays, maxMessageBytes: _, ...same } = options
    this.#payload = payload(format)
    this.#delays = delays
    const given = present({
      ...same,
      getToken,
      data: data === undefined ? undefined : this.#payload.write(data),
      websocket: WebSocket,
      minReconnectDelay: delays?.first,
      maxReconnectDelay: delays?.longest,
    }) as Partial<Options>
    // The same class, built twice.
    const Client = format === 'protobuf' ? (CentrifugeProtobuf as unknown as typeof Centrifuge) : Centrifuge
    this.#client = new Client(url, given)
    this.#listen()
  }

  #listen() {
    const { log } = this
    const told = this.#told
    const add = (...entry: [string, ...unknown[]]) => log.add('line', ...entry)
    const on = (channel: string, ...entry: [string, ...unknown[]]) =>
      this.#watched.has(channel) && log.add(channel, ...entry)
    this.#client
      .on('connected', ({ data }) => {
        const said = this.#payload.read(data)
        add('open', ...(said === undefined ? [] : [said]))
      })
      .on('connecting', ({ code }) => code && add('lost'))
      .on('disconnected', ({ code, reason }) => add('stopped', code, reason))
      .on('error', ({ error }) => error.code > 2 && add('error', error.code))
      .on('message', ({ data }) => add('message', this.#payload.read(data)))
      .on('subscribing', ({ channel }) => on(channel, 'subscribing'))
      .on('subscribed', ({ channel, ...context }) => on(channel, 'subscribed', told.context(context)))
      .on('unsubscribed', ({ channel }) => on(channel, 'unsubscribed'))
      .on('publication', ({ channel, ...publication }) => on(channel, 'publication', told.publication(publication)))
      .on('join', ({ channel, info }) => on(channel, 'join', info.user))
      .on('leave', ({ channel, info }) => on(channel, 'leave', info.user))
  }

  readonly #told = {
    context: ({ recoverable, positioned, wasRecovering, recovered, streamPosition, data }: Context) =>
      present({
        recoverable,
        positioned,
        wasRecovering,
        recovered,
        offset: streamPosition && String(streamPosition.offset),
        data: data === undefined ? undefined : this.#payload.read(data),
      }),
    publication: ({ data, offset, info, tags }: Publication) =>
      present({
        data: this.#payload.read(data),
        offset: offset === undefined ? undefined : String(offset),
        user: info?.user,
        tags: tags && Object.keys(tags).length ? { ...tags } : undefined,
      }),
  }

  connect() {
    this.#client.connect()
  }

  disconnect() {
    this.#client.disconnect()
  }

  destroy() {
    // An `error` that nobody listens to would be thrown.
    const deafen = (emitter: { removeAllListeners(): { on(event: 'error', listener: () => void): unknown } }) =>
      emitter.removeAllListeners().on('error', () => {})
    deafen(this.#client as never)
    for (const subscription of Object.values(this.#client.subscriptions())) deafen(subscription as never)
    this.#client.disconnect()
  }

  setToken(token: string) {
    this.#client.setToken(token)
  }

  watch(channel: string) {
    this.#watched.add(channel)
  }

  async rpc(method: string, data: unknown = {}) {
    return this.#payload.read((await this.#client.rpc(method, this.#payload.write(data))).data)
  }

  async publish(channel: string, data: unknown) {
    await this.#client.publish(channel, this.#payload.write(data))
  }

  async history(channel: string, options: HistoryOptions = {}) {
    const given = present({ ...options, since: options.since && since(options.since) })
    const { publications, offset, epoch } = await this.#client.history(channel, given as never)
    return { publications: publications.map(this.#told.publication), offset: String(offset), epoch }
  }

  async presence(channel: string) {
    const { clients } = await this.#client.presence(channel)
    return Object.values(clients)
      .map(({ user }) => user)
      .sort()
  }

  async presenceStats(channel: string) {
    const { numClients, numUsers } = await this.#client.presenceStats(channel)
    return { clients: numClients, users: numUsers }
  }

  send(data: unknown) {
    // Refused only where the transport is gone, which the line tells.
    this.#client.send(this.#payload.write(data)).catch(() => {})
  }

  subscribe(channel: string, options: FeedOptions = {}): Feed {
    const { getToken, data, since: from, listener, ...same } = options
    const given = present({
      ...same,
      getToken,
      data: data === undefined ? undefined : this.#payload.write(data),
      since: from && since(from),
      minResubscribeDelay: this.#delays?.first,
      maxResubscribeDelay: this.#delays?.longest,
    })
    const subscription = this.#client.newSubscription(channel, given as never)
    this.#follow(channel, subscription)
    if (listener) subscription.on('publication', ({ data }) => listener(this.#payload.read(data)))
    subscription.subscribe()
    return this.#feed(channel, subscription)
  }

  #follow(channel: string, subscription: Subscription) {
    const add = (...entry: [string, ...unknown[]]) => this.log.add(channel, ...entry)
    subscription
      .on('subscribing', () => add('subscribing'))
      .on('subscribed', (context) => add('subscribed', this.#told.context(context)))
      .on('unsubscribed', ({ code, reason }) => add('unsubscribed', code, reason))
      .on('publication', (publication) => add('publication', this.#told.publication(publication)))
      .on('join', ({ info }) => add('join', info.user))
      .on('leave', ({ info }) => add('leave', info.user))
      .on('error', ({ error }) => add('error', error.code))
  }

  #feed(channel: string, subscription: Subscription): Feed {
    const at = subscription as unknown as { _offset: number | null; _epoch: string | null }
    return {
      subscribe: () => subscription.subscribe(),
      unsubscribe: () => subscription.unsubscribe(),
      publish: async (data) => void (await subscription.publish(this.#payload.write(data))),
      history: async (options = {}) => {
        await subscription.ready()
        return this.history(channel, options)
      },
      presence: async () => {
        await subscription.ready()
        return this.presence(channel)
      },
      presenceStats: async () => {
        await subscription.ready()
        return this.presenceStats(channel)
      },
      position: () => (at._epoch === null ? undefined : { offset: String(at._offset), epoch: at._epoch }),
    }
  }
}
