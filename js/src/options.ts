import {
  bad,
  integer,
  milliseconds,
  named,
  type NamesOf,
  nonEmpty,
  number,
  object,
  oneOf,
  optionalFunction,
  text,
} from './check.js'
import { ConnectionError } from './errors.js'
import type {
  Address,
  ClientOptions,
  EnvelopeOptions,
  HeartbeatOptions,
  MessageMap,
  OutboxOptions,
  RateLimitOptions,
  ReconnectOptions,
  WorkerOptions,
} from './types.js'

/** What goes over to the engine, as one JSON document; twin of src/client/options.h. Times in ms. */
export interface EngineOptions {
  readonly envelope: Required<EnvelopeOptions>
  readonly reconnect: ReturnType<typeof reconnect>
  readonly heartbeat: ReturnType<typeof heartbeat>
  readonly rateLimit: ReturnType<typeof rateLimit>
  readonly outbox: Required<OutboxOptions>
  readonly connectTimeout: number
  readonly closeTimeout: number
  readonly subscribeTimeout: number
  readonly maxMessageBytes: number
  readonly maxDepth: number
  /** What a broker's client wants; `null` without a broker. */
  readonly centrifugo: object | null
  readonly resumes?: Resumption
}

/** Where another engine left off: it stopped, and the connection is to be the same one. */
export interface Resumption {
  /** To come back, that were made. */
  readonly attempts: number
  /** Where what waits to be sent is meant for; `''`: nowhere yet. */
  readonly url: string
  /** A broker's: channels of the server, and how far those came that can be recovered. */
  readonly chosen: readonly { readonly channel: string; readonly offset?: string; readonly epoch?: string }[]
}

/** Where the engine is wished to be. */
export interface WorkerWish {
  readonly script: WorkerOptions['url']
  readonly shared: boolean
  readonly name: string
}

const maxU32 = 2 ** 32 - 1

const clientNames = [
  'protocol',
  'envelope',
  'reconnect',
  'heartbeat',
  'rateLimit',
  'outbox',
  'connectTimeout',
  'closeTimeout',
  'subscribeTimeout',
  'maxMessageBytes',
  'maxDepth',
  'protocols',
  'hello',
  'WebSocket',
  'worker',
  'binaryType',
  'schemas',
  'inspect',
] as const
const reconnectNames = ['first', 'spread', 'longest', 'attempts', 'jitter', 'stable', 'retry'] as const
const heartbeatNames = ['interval', 'hidden', 'timeout', 'message', 'reply'] as const

/** Checks every option and fills in the defaults. @throws ConnectionError `bad-option` */
export function engineOptions(options: ClientOptions<MessageMap>): EngineOptions {
  named('options', options, clientNames)
  const names = envelope(options.envelope ?? {})
  optionalFunction('WebSocket', options.WebSocket)
  optionalFunction('inspect', options.inspect)
  oneOf('binaryType', options.binaryType ?? 'arraybuffer', ['arraybuffer', 'blob'])
  return {
    envelope: names,
    reconnect: reconnect(switched('reconnect', options.reconnect ?? true, reconnectNames)),
    heartbeat: heartbeat(switched('heartbeat', options.heartbeat ?? false, heartbeatNames), names.type),
    rateLimit: rateLimit(switched('rateLimit', options.rateLimit ?? false, ['burst', 'perSecond', 'overflow'])),
    outbox: outbox(named('outbox', options.outbox ?? {}, ['messages', 'bytes', 'overflow'])),
    connectTimeout: milliseconds('connectTimeout', options.connectTimeout ?? 10_000, 1),
    closeTimeout: milliseconds('closeTimeout', options.closeTimeout ?? 3000, 1),
    subscribeTimeout: milliseconds('subscribeTimeout', options.subscribeTimeout ?? 5000, 1),
    maxMessageBytes: integer('maxMessageBytes', options.maxMessageBytes ?? 1_048_576, 1, 2 ** 28),
    maxDepth: integer('maxDepth', options.maxDepth ?? 64, 1, 64),
    centrifugo: null,
  }
}

/** Where the engine is to run; `undefined`: here. @throws ConnectionError `bad-option` */
export function workerOptions({ worker }: ClientOptions<MessageMap>, url: Address): WorkerWish | undefined {
  if (worker === undefined || worker === false) return undefined
  const given: WorkerOptions =
    worker === 'shared'
      ? { shared: true }
      : (switched('worker', worker, ['url', 'shared', 'name'], "true, false, 'shared' or an object") ?? {})
  const { url: script, shared = false, name = '' } = given
  if (script !== undefined && !isScript(script)) throw bad('worker.url', 'a URL, a text or a function', script)
  if (typeof shared !== 'boolean') throw bad('worker.shared', 'true or false', shared)
  if (shared && typeof url === 'function' && !name)
    throw new ConnectionError('bad-option', 'A shared connection whose URL is a function needs a worker.name')
  return { script, shared, name: text('worker.name', name) }
}

const isScript = (given: NonNullable<WorkerOptions['url']>) =>
  typeof given === 'string' ? given !== '' : typeof given === 'function' || given instanceof URL

function switched<T extends object, const Names extends readonly (keyof T & string)[]>(
  what: string,
  option: T | boolean,
  names: NamesOf<T, Names>,
  wanted = 'true, false or an object',
): T | undefined {
  if (typeof option === 'boolean') return option ? ({} as T) : undefined
  return named<T, Names>(what, option, names, wanted)
}

/** Names that may be empty are those of messages which a server need not have. */
const envelopeNames: Required<EnvelopeOptions> = {
  type: 'type',
  payload: 'payload',
  channel: 'channel',
  id: 'id',
  error: 'error',
  subscribe: 'subscribe',
  unsubscribe: 'unsubscribe',
  subscribed: '',
  unsubscribed: '',
}

function envelope(given: EnvelopeOptions): Required<EnvelopeOptions> {
  const names = { ...envelopeNames }
  const all = Object.keys(names) as (keyof EnvelopeOptions)[]
  named('envelope', given, all)
  for (const name of all) {
    const check = names[name] ? nonEmpty : text
    names[name] = check(`envelope.${name}`, given[name] ?? names[name])
  }
  const fields = [names.type, names.payload, names.channel, names.id, names.error]
  if (new Set(fields).size < fields.length)
    throw new ConnectionError('bad-option', 'The fields of an envelope must differ')
  return names
}

function reconnect(given: ReconnectOptions | undefined) {
  const first = milliseconds('reconnect.first', given?.first ?? 500)
  optionalFunction('reconnect.retry', given?.retry)
  const longest = milliseconds('reconnect.longest', given?.longest ?? Math.max(30_000, first))
  return {
    enabled: given !== undefined,
    first,
    spread: milliseconds('reconnect.spread', given?.spread ?? Math.max(5000, first)),
    longest,
    stable: milliseconds('reconnect.stable', given?.stable ?? 5000),
    attempts: attempts(given?.attempts ?? Infinity),
    jitter: oneOf('reconnect.jitter', given?.jitter ?? 'full', ['full', 'none']),
  }
}

/** -1: no limit. */
const attempts = (count: number) => (count === Infinity ? -1 : integer('reconnect.attempts', count, 0, maxU32 - 1))

function heartbeat(given: HeartbeatOptions | undefined, typeField: string) {
  const interval = milliseconds('heartbeat.interval', given?.interval ?? 5000, 1)
  const reply = given?.reply ?? 'pong'
  if (typeof reply !== 'string' && typeof reply !== 'function') object('heartbeat.reply', reply)
  return {
    enabled: given !== undefined,
    interval,
    hidden: milliseconds('heartbeat.hidden', given?.hidden ?? Math.max(30_000, interval), 1),
    timeout: milliseconds('heartbeat.timeout', given?.timeout ?? 5000, 1),
    message: ping(given?.message ?? { [typeField]: 'ping' }),
    replyText: typeof reply === 'object' ? nonEmpty('heartbeat.reply.text', reply.text) : '',
    replyRoute: typeof reply === 'string' ? nonEmpty('heartbeat.reply', reply) : '',
  }
}

function ping(message: unknown): string {
  const written = typeof message === 'string' ? message : json(message)
  if (!written) throw bad('heartbeat.message', 'a text or a value that JSON can hold', message)
  return written
}

function json(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

function rateLimit(given: RateLimitOptions | undefined) {
  return {
    enabled: given !== undefined,
    burst: number('rateLimit.burst', given?.burst ?? 20, 1, maxU32),
    perSecond: number('rateLimit.perSecond', given?.perSecond ?? 10, 1e-3, 1e6),
    overflow: oneOf('rateLimit.overflow', given?.overflow ?? 'queue', ['queue', 'reject']),
  }
}

function outbox(given: OutboxOptions): Required<OutboxOptions> {
  return {
    messages: integer('outbox.messages', given.messages ?? 1000, 0, maxU32),
    bytes: integer('outbox.bytes', given.bytes ?? 1_048_576, 0, 2 ** 30),
    overflow: oneOf('outbox.overflow', given.overflow ?? 'drop-oldest', ['drop-oldest', 'drop-newest', 'reject']),
  }
}
