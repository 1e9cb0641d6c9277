import type { CentrifugoClient, Client, MessageMap, Untyped } from '../types.js'
import type { BrokerView, ChannelView } from './source.js'

/**
 * Names the message maps once, for all hooks that get their client from the provider:
 *
 * ```ts
 * declare module 'hawser/react' {
 *   interface Register { incoming: Incoming; outgoing: Outgoing }
 * }
 * ```
 *
 * With `protocol: 'centrifugo'` among them, that client is a broker's.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled in by the application
export interface Register {}

/** The maps that hooks take where they are given none: those of `Register`, or any. */
export type Incoming = Register extends { incoming: infer In extends MessageMap } ? In : Untyped
export type Outgoing = Register extends { outgoing: infer Out extends MessageMap } ? Out : Untyped

/** The provider's client, and a channel of it. */
export type Provided<In extends MessageMap, Out extends MessageMap> = Register extends { protocol: 'centrifugo' }
  ? CentrifugoClient<In, Out>
  : Client<In, Out>
export type ProvidedView<T> = Register extends { protocol: 'centrifugo' } ? BrokerView<T> : ChannelView<T>
