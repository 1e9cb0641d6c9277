import { channelEvents, Handle, type Home } from './channel.js'
import { type Channel, Channels } from './channels.js'
import { bad, nonEmpty } from './check.js'
import { checkClose } from './close-code.js'
import { Connection } from './connection.js'
import { Dialer } from './dialer.js'
import { ConnectionError } from './errors.js'
import type { Core, Extension } from './extension.js'
import { figureNames, statsOf } from './figures.js'
import { Hub } from './hub.js'
import { Incoming } from './incoming.js'
import { Inspector } from './inspector.js'
import { iterate } from './iterate.js'
import { encode } from './json.js'
import { openLatest } from './latest.js'
import { ended, Life } from './life.js'
import type { Loader } from './loader.js'
import { offThread } from './off-thread.js'
import { engineOptions, type EngineOptions, workerOptions } from './options.js'
import { mayWait, Outgoing } from './outgoing.js'
import type { Parts } from './parts.js'
import { Requests } from './requests.js'
import { Validation } from './schemas.js'
import type { Slot } from './slot.js'
import { streams } from './streams.js'
import type * as T from './types.js'
import { checkUrl } from './url.js'

/** A protocol that is more than plain messages. */
interface Protocol {
  /** For the engine. */
  readonly settings: object
  readonly extend: (core: Core) => Extension
}

/** The client that the options ask for. @throws ConnectionError `bad-option` */
export function clientFor<In extends T.MessageMap, Out extends T.MessageMap>(
  url: T.Address,
  options: T.ClientOptions<In>,
  loader: Loader,
): T.Client<In, Out> {
  const protocol = (options as T.ClientOptions<In> | null)?.protocol
  if (protocol === undefined) return new HawserClient<In, Out>(url, options, loader)
  if (typeof (protocol as Partial<typeof protocol> | null)?.create !== 'function')
    throw bad('protocol', 'what centrifugo() makes', typeof protocol)
  return protocol.create<In, Out>(url, options, loader.whole ?? loader)
}

/** The public verbs, and the parts that they speak to. */
export class HawserClient<In extends T.MessageMap, Out extends T.MessageMap> implements T.Client<In, Out> {
  readonly #names: EngineOptions['envelope']
  readonly #slot: Slot = { port: undefined }
  readonly #hub: Hub
  readonly #life: Life
  readonly #channels: Channels
  readonly #outgoing: Outgoing
  readonly #requests: Requests
  readonly #incoming: Incoming
  readonly #connection: Connection
  readonly #home: Home
  /** Channels held by the plain `subscribe`. */
  readonly #plain = new Map<string, Channel>()
  #destroyed = false

  constructor(url: T.Address, options: T.ClientOptions<In>, loader: Loader, protocol?: Protocol) {
    if (typeof url !== 'function') checkUrl(url)
    const settings = { ...engineOptions(options), centrifugo: protocol?.settings ?? null }
    const validation = new Validation(options.schemas)
    this.#names = settings.envelope
    this.#hub = new Hub(this.#slot, new Inspector(options.inspect, this.#names.type), validation.types)
    this.#life = new Life(this.#hub)
    const core = { slot: this.#slot, hub: this.#hub, life: this.#life, options: settings, validation }
    const extension = protocol?.extend(core)
    this.#channels = extension?.channels ?? new Channels(this.#slot)
    this.#outgoing = new Outgoing(this.#slot, this.#life, settings, (error) => this.#hub.fail(error))
    this.#requests = new Requests(this.#outgoing, this.#hub.inspector, this.#names.id)
    this.#incoming = extension?.incoming ?? new Incoming(this.#hub, this.#channels, validation, this.#names)
    const greet = extension && ((renew: boolean) => extension.greet(renew))
    const parts: Parts = {
      slot: this.#slot,
      hub: this.#hub,
      life: this.#life,
      dialer: new Dialer(this.#slot, this.#hub, url, options, settings, greet),
      channels: this.#channels,
      outgoing: this.#outgoing,
      requests: this.#requests,
      incoming: this.#incoming,
      extension,
    }
    const wish = workerOptions(options, url)
    const bringer = wish ? offThread(wish, loader.whole ?? loader, url, options) : loader
    this.#connection = new Connection(parts, bringer, options, settings)
    const publish: Home['publish'] = (channel, payload, type) => this.#publish(channel, payload, type)
    const events = new Set(channelEvents)
    this.#home = { hub: this.#hub, channels: this.#channels, validated: validation.types, publish, events }
    this.#bind()
  }

  /** For who takes methods off the client. Getters stay where they are. */
  #bind(): void {
    const bound = new Set(['constructor'])
    for (let kind = prototypeOf(this); kind !== Object.prototype; kind = prototypeOf(kind))
      for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(kind))) {
        if (bound.has(name) || typeof value !== 'function') continue
        bound.add(name)
        Object.defineProperty(this, name, {
          value: (value as () => void).bind(this),
          configurable: true,
          writable: true,
        })
      }
  }

  // ---------------------------------------------------------------- the connection

  get status(): T.Status {
    return this.#life.status
  }

  get isConnected(): boolean {
    return this.status === 'open'
  }

  stats(): T.Stats {
    const counted = statsOf(this.#slot.port?.figures(figureNames.length))
    const dropped = counted.dropped + this.#outgoing.dropped
    const ignored = counted.ignored + this.#hub.ignored
    const { status } = this
    const { where, retries } = this.#connection
    if (this.#slot.port) return { ...counted, ...where, status, dropped, ignored }
    const { messages: queued, bytes: queuedBytes } = this.#outgoing.backlog
    return {
      ...counted,
      ...where,
      ...retries,
      status,
      dropped,
      queued,
      queuedBytes,
      channels: this.#channels.size,
      requests: this.#requests.size,
    }
  }

  connect(): void {
    this.check()
    this.#connection.connect()
  }

  disconnect(code?: number, reason = ''): void {
    const checked = checkClose(code, reason)
    if (!this.#destroyed) this.#connection.disconnect(checked, reason)
  }

  reconnect(): void {
    this.check()
    this.#connection.reconnect()
  }

  ready({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
    if (this.#destroyed) return Promise.reject(destroyed())
    const ready = this.#life.gate.wait(signal)
    if (!signal?.aborted && ended.has(this.status)) this.connect()
    return ready
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.#connection.destroy()
  }

  // ---------------------------------------------------------------- listening

  on<K extends keyof T.Events<In> & string>(event: K, listener: T.Listener<T.Events<In>[K]>): T.Off {
    return this.#hub.of(event).on(event, listener)
  }

  once<K extends keyof T.Events<In> & string>(event: K, listener: T.Listener<T.Events<In>[K]>): T.Off {
    return this.#hub.of(event).on(event, listener, true)
  }

  off<K extends keyof T.Events<In> & string>(event: K, listener: T.Listener<T.Events<In>[K]>): void {
    this.#hub.of(event).off(event, listener)
  }

  tap(listener: (message: T.Tapped) => void): T.Off {
    return this.#hub.tap(listener)
  }

  latest(type: string, options?: T.ViewOptions | T.KeyedViewOptions<string>): T.Latest<never> {
    if (this.#hub.events.has(type)) throw bad('type', 'a type of messages', type)
    return openLatest((listener) => this.#hub.typed.on(type, listener), options) as T.Latest<never>
  }

  messages<K extends keyof In & string>(type: K, options: T.IterateOptions = {}): AsyncIterable<In[K]> {
    const listen = (listener: (payload: In[K]) => void) => this.#hub.typed.on(type, listener)
    return iterate(this.#hub, listen, options)
  }

  streams(options: T.StreamOptions = {}): T.Streams<unknown, T.Sendable<Out>> {
    this.check()
    return streams<T.Sendable<Out>>(
      {
        hub: this.#hub,
        send: (message) => this.send(message),
        disconnect: (code) => this.disconnect(code),
        bufferedAmount: () => this.#slot.port?.bufferedAmount ?? 0,
      },
      options,
    )
  }

  dispatch<K extends keyof In & string>(type: K, payload: In[K], meta: T.Meta = {}): void {
    this.#incoming.dispatch(type, payload, meta.channel)
  }

  // ---------------------------------------------------------------- speaking

  send(message: T.Sendable<Out>, options?: T.SendOptions): T.Receipt {
    this.check()
    const queue = mayWait(options)
    const data = encode(message)
    this.#hub.inspector.outgoing(message, data)
    return this.#outgoing.send(data, { queue })
  }

  emit<K extends keyof Out & string>(
    type: K,
    ...[payload]: undefined extends Out[K] ? [Out[K]?] : [Out[K]]
  ): T.Receipt {
    return this.#send({ [this.#names.type]: type, [this.#names.payload]: payload })
  }

  async request<Reply = unknown>(message: object, options: T.RequestOptions = {}): Promise<Reply> {
    this.check()
    if (!isRecord(message)) throw bad('A request', 'an object', message)
    return (await this.#requests.send(message, options)) as Reply
  }

  // ---------------------------------------------------------------- channels

  channel<Payload = unknown>(name: string, options?: object): T.ChannelHandle<Payload> {
    this.check()
    if (options) throw new ConnectionError('bad-option', 'Only the channels of a broker have options')
    return new Handle<Payload>(this.#home, nonEmpty('The name of a channel', name))
  }

  subscribe(channel: string): void {
    this.check()
    nonEmpty('The name of a channel', channel)
    if (!this.#plain.has(channel)) this.#plain.set(channel, this.#channels.hold(channel))
  }

  unsubscribe(channel: string): void {
    const held = this.#plain.get(channel)
    if (!held) return
    this.#plain.delete(channel)
    this.#channels.release(held)
  }

  #publish(channel: string, payload: unknown, type: string | undefined): T.Receipt {
    const { type: typeField, channel: channelField, payload: payloadField } = this.#names
    return this.#send({
      ...(type !== undefined && { [typeField]: type }),
      [channelField]: channel,
      [payloadField]: payload,
    })
  }

  /** What this package writes fits no map of types. */
  #send(message: object): T.Receipt {
    return this.send(message)
  }

  protected get home(): Home {
    return this.#home
  }

  /** @throws ConnectionError `destroyed` */
  protected check(): void {
    if (this.#destroyed) throw destroyed()
  }
}

const destroyed = () => new ConnectionError('destroyed', 'The client was destroyed')

const prototypeOf = (value: object) => Object.getPrototypeOf(value) as object

const isRecord = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof ArrayBuffer) &&
  !ArrayBuffer.isView(value)
