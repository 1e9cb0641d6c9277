// What every entry exports, whatever way its engine comes.
export { ConnectionError } from './errors.js'
export type { EngineFailure, ErrorCode } from './errors.js'
export { devtools, log } from './devtools.js'
export type { DevtoolsOptions, LogOptions } from './devtools.js'
export type { Loader } from './loader.js'
export type { EngineSource } from './compile.js'
export type { StandardSchemaV1 } from './standard-schema.js'
export type {
  Address,
  AnyClient,
  Binary,
  ChannelEvent,
  ChannelHandle,
  Client,
  ClientOptions,
  CloseInfo,
  Envelope,
  EnvelopeOptions,
  Events,
  FailureInfo,
  HeartbeatOptions,
  InspectEntry,
  IterateOptions,
  LifecycleEvents,
  Listener,
  MessageMap,
  Meta,
  Off,
  OpenInfo,
  OutboxOptions,
  Provider,
  RateLimitOptions,
  Raw,
  Receipt,
  ReconnectOptions,
  RequestOptions,
  RetryInfo,
  Schemas,
  Sendable,
  SendOptions,
  Stats,
  Status,
  StreamOptions,
  Streams,
  Tapped,
  Untyped,
  WebSocketConstructor,
} from './types.js'
