import { useInsertionEffect, useSyncExternalStore } from 'react'
import { named } from '../check.js'
import type { ChannelEvent, Client, Events, MessageMap } from '../types.js'
import { createLog, type MessagesOptions } from './message-log.js'
import type { Incoming } from './register.js'
import type { ChannelView } from './source.js'
import { useKept } from './use-kept.js'
import { type Sourced, useSource } from './use-source.js'

/**
 * The last messages of a type, oldest first: at most `limit`, none lost until then, rendered at most once a frame.
 * Another client, channel or type starts an empty list. Without a client it is the provider's.
 */
export function useMessages<In extends MessageMap, Out extends MessageMap, K extends keyof Events<In> & string>(
  client: Client<In, Out> | null,
  type: K,
  options?: MessagesOptions<Events<In>[K]>,
): readonly Events<In>[K][]
export function useMessages<T, K extends string>(
  channel: ChannelView<T> | null,
  type: K,
  options?: MessagesOptions<ChannelEvent<T, K>>,
): readonly ChannelEvent<T, K>[]
export function useMessages<T>(channel: ChannelView<T> | null, options?: MessagesOptions<T>): readonly T[]
export function useMessages<K extends keyof Events<Incoming> & string>(
  type: K,
  options?: MessagesOptions<Events<Incoming>[K]>,
): readonly Events<Incoming>[K][]
export function useMessages(...args: readonly unknown[]): readonly unknown[] {
  const [source, type, options] = useSource<Rest>(withType(args))
  if (options) named('the options of useMessages', options, ['limit', 'filter', 'history'])
  const log = useKept(() => createLog<never>(source, type), source, type)
  useInsertionEffect(() => log.configure(options ?? {}))
  return useSyncExternalStore(log.subscribe, log.get, log.initial)
}

type Rest = [type: string, options?: MessagesOptions<never> | undefined]

/** A channel without a type means all that is said in it. */
function withType(args: readonly unknown[]): Sourced<Rest> {
  const [source, type] = args
  const whole = typeof source !== 'string' && typeof type !== 'string'
  return (whole ? [source, 'message', type] : args) as Sourced<Rest>
}
