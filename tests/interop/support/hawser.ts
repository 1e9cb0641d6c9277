import {
  type CentrifugoChannel,
  type CentrifugoClient,
  type CentrifugoOptions,
  type ClientInfo,
  type ClientOptions,
  type ConnectionError,
  centrifugo,
  createClient,
  type Meta,
  type SubscribedContext,
  type SubscriptionOptions,
} from 'hawser'
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

export const hawser: Driver = {
  name: 'hawser',
  open: (options, log) => new HawserLine(options, log),
  refusal: (error) => {
    const { protocolCode, code, temporary } = error as ConnectionError
    return { code: protocolCode ?? (code as never), temporary }
  },
}

/** The same, with the engine in a worker. */
export const hawserInWorker: Driver = {
  ...hawser,
  open: (options, log) => new HawserLine(options, log, true),
}

type Position = { offset: string; epoch: string }
const since = ({ offset, epoch }: Position) => ({ offset: BigInt(offset), epoch })
const users = (clients: Map<string, ClientInfo>) => [...clients.values()].map(({ user }) => user).sort()

class HawserLine implements Line {
  readonly #client: CentrifugoClient
  readonly #payload
  readonly #watched = new Set<string>()
  #error: ConnectionError | undefined

  constructor(
    options: LineOptions,
    readonly log: Log,
    worker = false,
  ) {
    const { url, WebSocket, data, delays, maxMessageBytes, ...same } = options
    this.#payload = payload(options.format)
    const speech = present({
      ...same,
      data: data === undefined ? undefined : this.#payload.write(data),
      minResubscribeDelay: delays?.first,
      maxResubscribeDelay: delays?.longest,
    })
    this.#client = createClient(url, {
      protocol: centrifugo(speech as CentrifugoOptions),
      worker,
      // The reference's defaults, so that a test isn't longer for us.
      reconnect: { first: 500, spread: 500, longest: 20_000, ...(delays && { ...delays, spread: delays.first }) },
      ...(maxMessageBytes !== undefined && { maxMessageBytes }),
      ...(WebSocket !== undefined && { WebSocket: WebSocket as NonNullable<ClientOptions['WebSocket']> }),
    })
    this.#listen()
    const where = worker ? 'dedicated' : 'none'
    this.#client.once('open', () => this.#client.stats().worker === where || log.add('line', 'error', 'elsewhere'))
  }

  #listen() {
    const add = (...entry: [string, ...unknown[]]) => this.log.add('line', ...entry)
    const client = this.#client
    client.on('open', ({ data }) => {
      const said = this.#payload.read(data)
      add('open', ...(said === undefined ? [] : [said]))
    })
    client.on('status', (status) => {
      if (status === 'idle') add('stopped', 0, 'disconnect called')
    })
    client.on('close', () => client.status === 'waiting' && add('lost'))
    client.on('error', (error) => {
      this.#error = error
      if (error.channel === undefined) add('error', error.protocolCode ?? error.code)
    })
    client.on('reconnect-failed', ({ close }) => {
      const { protocolCode, details, code } = this.#error ?? {}
      const said = (details as { message?: string } | undefined)?.message
      add('stopped', close?.code ?? protocolCode, close?.reason ?? said ?? code)
    })
    client.on('subscription', ({ channel, status, ...context }) => {
      if (!this.#watched.has(channel)) return
      const details = status === 'subscribed' ? [this.#context(context as SubscribedContext)] : []
      this.log.add(channel, status, ...details)
    })
    client.on('message', (data, meta) => {
      if (meta.channel === undefined) add('message', this.#payload.read(data))
      else if (this.#watched.has(meta.channel)) this.log.add(meta.channel, 'publication', this.#publication(data, meta))
    })
  }

  #context({ recoverable, positioned, wasRecovering, recovered, position, data }: SubscribedContext) {
    return present({
      recoverable,
      positioned,
      wasRecovering,
      recovered,
      offset: position && String(position.offset),
      data: data === undefined ? undefined : this.#payload.read(data),
    })
  }

  #publication(data: unknown, { offset, info, tags }: Pick<Meta, 'offset' | 'info' | 'tags'>) {
    return present({
      data: this.#payload.read(data),
      offset: offset === undefined ? undefined : String(offset),
      user: info?.user,
      tags: tags && { ...tags },
    })
  }

  connect() {
    this.#client.connect()
  }

  disconnect() {
    this.#client.disconnect()
  }

  destroy() {
    this.#client.destroy()
  }

  setToken(token: string) {
    this.#client.setToken(token)
  }

  watch(channel: string) {
    this.#watched.add(channel)
  }

  async rpc(method: string, data: unknown = {}) {
    return this.#payload.read(await this.#client.rpc(method, this.#payload.write(data)))
  }

  publish(channel: string, data: unknown) {
    return this.#client.publish(channel, this.#payload.write(data))
  }

  async history(channel: string, options: HistoryOptions = {}) {
    const given = { ...options, since: options.since && since(options.since) }
    const { publications, offset, epoch } = await this.#client.history(channel, given)
    return {
      publications: publications.map((one) => this.#publication(one.data, one)),
      offset: String(offset),
      epoch,
    }
  }

  async presence(channel: string) {
    return users(await this.#client.presence(channel))
  }

  async presenceStats(channel: string) {
    const { numClients, numUsers } = await this.#client.presenceStats(channel)
    return { clients: numClients, users: numUsers }
  }

  send(data: unknown) {
    this.#client.send(this.#payload.write(data) as never)
  }

  subscribe(channel: string, options: FeedOptions = {}): Feed {
    const { data, since: from, listener, ...same } = options
    const given = present({
      ...same,
      data: data === undefined ? undefined : this.#payload.write(data),
      since: from && since(from),
    }) as SubscriptionOptions
    let handle = this.#hold(channel, given)
    if (listener) handle.on('message', (data) => listener(this.#payload.read(data)))
    let kept: Position | undefined

    const position = () => {
      const at = handle.position
      return at && { offset: String(at.offset), epoch: at.epoch }
    }
    return {
      subscribe: () => {
        const again = position() ?? kept
        handle.close()
        handle = this.#hold(channel, { ...given, ...(again && { since: since(again) }) })
      },
      unsubscribe: () => {
        kept = position()
        handle.close()
        // A handle that is closed tells no more.
        this.log.add(channel, 'unsubscribed', 0, 'unsubscribe called')
      },
      publish: (data) => handle.publish(this.#payload.write(data)).done,
      history: async (options = {}) => {
        await handle.ready()
        return this.history(channel, options)
      },
      presence: async () => users(await handle.presence()),
      presenceStats: async () => {
        const { numClients, numUsers } = await handle.presenceStats()
        return { clients: numClients, users: numUsers }
      },
      position,
    }
  }

  #hold(channel: string, options: SubscriptionOptions): CentrifugoChannel {
    const add = (...entry: [string, ...unknown[]]) => this.log.add(channel, ...entry)
    const handle = this.#client.channel(channel, options)
    handle.on('status', (status) => status === 'subscribing' && add('subscribing'))
    handle.on('subscribed', (context) => add('subscribed', this.#context(context)))
    handle.on('unsubscribed', ({ code, reason }) => add('unsubscribed', code, reason))
    handle.on('message', (data, meta) => add('publication', this.#publication(data, meta)))
    handle.on('join', ({ user }) => add('join', user))
    handle.on('leave', ({ user }) => add('leave', user))
    handle.on('error', (error) => add('error', error.protocolCode ?? error.code))
    if (handle.status === 'subscribing') add('subscribing')
    return handle
  }
}
