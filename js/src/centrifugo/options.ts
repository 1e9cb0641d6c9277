import type { Loader } from '../loader.js'
import type { Address, ClientOptions } from '../client-options.js'
import type { MessageMap } from '../messages.js'
import type { CentrifugoClient } from './client-types.js'

/** Whom a token or data is asked for. */
export interface CredentialContext {
  /** Of a subscription; undefined: of the connection. */
  readonly channel?: string | undefined
}

/** A token, or `null`: it may not be had, which is final. `''` is nobody's. */
export type Token = string | null | undefined

/** How to speak to a Centrifugo broker. Times are milliseconds. */
export interface CentrifugoOptions {
  /** The JWT to begin with. Without it, and without `getToken`, the connection is anonymous. */
  token?: string | undefined
  /**
   * Asked for a token where there is none, and where the one that there is has expired. `null` and an `UnauthorizedError` are
   * final; anything else that it throws is told as `error`, and it is asked again.
   */
  getToken?: ((context: CredentialContext) => Token | Promise<Token>) | undefined
  /** For the server's connect handler. */
  data?: unknown
  /** The same, made anew for every attempt. */
  getData?: (() => unknown) | undefined
  /** Of this application, for the server's statistics. @default 'hawser' */
  name?: string | undefined
  /** Of this application. */
  version?: string | undefined
  /** Headers that the server may read instead of those that a browser doesn't let pages set. */
  headers?: Record<string, string> | undefined
  /** Of the frames. @default 'json' */
  format?: 'json' | 'protobuf' | undefined
  /** What the data of publications and replies is: JSON, or bytes (`Uint8Array`). @default 'json' for json, 'binary' for protobuf */
  payload?: 'json' | 'binary' | undefined
  /** Until a reply must be there. @default 5000 */
  timeout?: number | undefined
  /** Beyond the server's own interval, until it is taken for dead; 0: never. @default 10_000 */
  maxServerPingDelay?: number | undefined
  /** Of a subscription that is tried again. @default 500 */
  minResubscribeDelay?: number | undefined
  /** @default 20_000 */
  maxResubscribeDelay?: number | undefined
}

/** Made by `centrifugo()`, for `createClient`. */
export interface CentrifugoProtocol {
  readonly name: 'centrifugo'
  readonly options: Readonly<CentrifugoOptions>
  /** @internal */
  readonly create: <In extends MessageMap, Out extends MessageMap>(
    url: Address,
    options: ClientOptions<In>,
    loader: Loader,
  ) => CentrifugoClient<In, Out>
}

/** Where in a channel's history. */
export interface Position {
  readonly offset: bigint
  /** Of the history: with another one, offsets begin anew. */
  readonly epoch: string
}

/** A position as it is given: a number will do while it is a safe integer. */
export interface Since {
  readonly offset: bigint | number
  readonly epoch: string
}

/** A condition on the tags of publications: a comparison, or an `op` over `nodes`. */
export interface FilterNode {
  readonly op?: 'and' | 'or' | 'not' | undefined
  /** Of the tag. */
  readonly key?: string | undefined
  readonly cmp?: FilterComparison | undefined
  /** What the tag is compared to. */
  readonly val?: string | undefined
  /** The same for `in` and `nin`. */
  readonly vals?: readonly string[] | undefined
  readonly nodes?: readonly FilterNode[] | undefined
}

export type FilterComparison =
  | 'eq'
  | 'neq'
  | 'in'
  | 'nin'
  | 'ex'
  | 'nex'
  | 'sw'
  | 'ew'
  | 'ct'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'

/** Of a channel: those of its first holder hold; later ones give the same, or none. Times are milliseconds. */
export interface SubscriptionOptions {
  /** The subscription's JWT to begin with, where the channel needs one. */
  token?: string | undefined
  /** As the client's, for this channel. */
  getToken?: ((context: { readonly channel: string }) => Token | Promise<Token>) | undefined
  /** For the server's subscribe handler. */
  data?: unknown
  /** The same, made anew for every attempt. */
  getData?: ((context: { readonly channel: string }) => unknown) | undefined
  /** Asks for positions, where the namespace doesn't give them anyway. @default false */
  positioned?: boolean | undefined
  /** Asks for recovery of what was missed. @default false */
  recoverable?: boolean | undefined
  /** Asks to be told who joins and who leaves. @default false */
  joinLeave?: boolean | undefined
  /** Begins after this position: what came since is recovered. */
  since?: Since | undefined
  /** Publications come as differences to the one before. */
  delta?: 'fossil' | undefined
  /** Only publications whose tags fulfil this come. */
  tagsFilter?: FilterNode | undefined
  /** @default the client's */
  minResubscribeDelay?: number | undefined
  /** @default the client's */
  maxResubscribeDelay?: number | undefined
}
