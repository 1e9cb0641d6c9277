import { useEffect } from 'react'
import type { AnyListener, ChannelEvent, Client, Events, Listener, MessageMap, SubscriptionEvents } from '../types.js'
import type { Incoming } from './register.js'
import { type BrokerView, type ChannelView, listen } from './source.js'
import { type Sourced, useSource } from './use-source.js'
import { useStable } from './use-stable.js'

/**
 * Calls the listener with every message of a type, or every event of that name, exactly once. Nothing is rendered.
 * The newest listener is called: it sees the props and the state of the last render. Without a client it is the provider's.
 */
export function useEvent<In extends MessageMap, Out extends MessageMap, K extends keyof Events<In> & string>(
  client: Client<In, Out> | null,
  type: K,
  listener: Listener<Events<In>[K]>,
): void
export function useEvent<K extends keyof SubscriptionEvents>(
  channel: BrokerView | null,
  type: K,
  listener: Listener<SubscriptionEvents[K]>,
): void
export function useEvent<T, K extends string>(
  channel: ChannelView<T> | null,
  type: K,
  listener: Listener<ChannelEvent<T, K>>,
): void
export function useEvent<K extends keyof Events<Incoming> & string>(
  type: K,
  listener: Listener<Events<Incoming>[K]>,
): void
export function useEvent(...args: Sourced<[type: string, listener: AnyListener]>): void {
  const [source, type, listener] = useSource(args)
  const call = useStable(listener)
  useEffect(() => listen(source, type, call), [source, type, call])
}
