import type { ChannelEvent, Client, Events, KeyAt, KeyPath, MessageMap } from '../types.js'
import { type Key, latestOf } from './latest.js'
import type { Incoming } from './register.js'
import type { ChannelView } from './source.js'
import { useKept } from './use-kept.js'
import { useSelection } from './use-selection.js'
import { type Sourced, useSource } from './use-source.js'
import { useStable } from './use-stable.js'

interface Selecting<T, S> {
  /** Takes what the component shows; it is rendered again only when that changes. */
  select?: (latest: T) => S
  /** When two selections are the same. @default Object.is */
  equals?: (a: S, b: S) => boolean
  /** Milliseconds: rendered at most once in that time. @default every frame */
  every?: number | undefined
  /** Milliseconds: values older than that are left out whenever there is something to show. @default none is too old */
  maxAge?: number | undefined
  /** Bytes kept by the engine. @default 16_777_216 */
  maxBytes?: number | undefined
}

export interface LatestOptions<T, S> extends Selecting<T | undefined, S> {
  key?: undefined
}

export interface KeyedOptions<T, K extends KeyOption<T>, S> extends Selecting<ReadonlyMap<KeyOf<T, K>, T>, S> {
  /**
   * Where in the payload the key is: the name of a field, or several with dots between them (`'instrument.id'`). Components
   * that name the same share it, and the engine keeps the latest: messages become objects once a frame. A function of the
   * payload may be asked instead; it must see every message, so each becomes an object.
   */
  key: K
  /** Keys kept; those that came first go. @default 10_000 */
  limit?: number
}

export type KeyOption<T> = KeyPath<T> | ((payload: T) => unknown)
export type KeyOf<T, K> = K extends (payload: never) => infer Value ? Value : KeyAt<T, K>

/**
 * The latest message of a type: the payload, or with `key` a map of the latest payload for each key. Rendered at most once
 * a frame. Without a client it is the provider's.
 * @throws ConnectionError `bad-option`
 */
export function useLatest<
  In extends MessageMap,
  Out extends MessageMap,
  T extends keyof Events<In> & string,
  K extends KeyOption<Events<In>[T]>,
  S = ReadonlyMap<KeyOf<Events<In>[T], K>, Events<In>[T]>,
>(client: Client<In, Out> | null, type: T, options: KeyedOptions<Events<In>[T], K, S>): S
export function useLatest<
  In extends MessageMap,
  Out extends MessageMap,
  T extends keyof Events<In> & string,
  S = Events<In>[T] | undefined,
>(client: Client<In, Out> | null, type: T, options?: LatestOptions<Events<In>[T], S>): S
export function useLatest<
  P,
  T extends string,
  K extends KeyOption<ChannelEvent<P, T>>,
  S = ReadonlyMap<KeyOf<ChannelEvent<P, T>, K>, ChannelEvent<P, T>>,
>(channel: ChannelView<P> | null, type: T, options: KeyedOptions<ChannelEvent<P, T>, K, S>): S
export function useLatest<P, T extends string, S = ChannelEvent<P, T> | undefined>(
  channel: ChannelView<P> | null,
  type: T,
  options?: LatestOptions<ChannelEvent<P, T>, S>,
): S
export function useLatest<
  T extends keyof Events<Incoming> & string,
  K extends KeyOption<Events<Incoming>[T]>,
  S = ReadonlyMap<KeyOf<Events<Incoming>[T], K>, Events<Incoming>[T]>,
>(type: T, options: KeyedOptions<Events<Incoming>[T], K, S>): S
export function useLatest<T extends keyof Events<Incoming> & string, S = Events<Incoming>[T] | undefined>(
  type: T,
  options?: LatestOptions<Events<Incoming>[T], S>,
): S
export function useLatest(...args: Sourced<[type: string, options?: object | undefined]>): unknown {
  const [source, type, options] = useSource(args)
  const { key, select = itself, equals = Object.is, ...keeping } = (options ?? {}) as AnyOptions
  const { limit, every, maxAge, maxBytes } = keeping
  const ask = useStable(typeof key === 'function' ? key : itself)
  const by = typeof key === 'function' ? ask : key
  const make = () => latestOf(source, type, by, keeping)
  const store = useKept(make, source, type, by, limit, every, maxAge, maxBytes)
  return useSelection(store, select, equals)
}

interface AnyOptions extends Selecting<unknown, unknown> {
  key?: Key
  limit?: number
}

const itself = (latest: unknown) => latest
