import { useDebugValue, useEffect, useInsertionEffect, useSyncExternalStore } from 'react'
import { ConnectionError } from '../errors.js'
import type { CentrifugoClient, ChannelHandle, Client, SubscriptionOptions } from '../types.js'
import { useGiven } from './context.js'
import { still } from './pick.js'
import type { ProvidedView } from './register.js'
import { findChannel, type SharedChannel } from './shared-channel.js'
import { type BrokerView, type ChannelView, ignore, untyped } from './source.js'
import { Tracked } from './track.js'
import { useKept } from './use-kept.js'

interface ChannelFields<T> {
  /** The payload that arrived last, whatever its type; of several in one frame the last. */
  readonly data: T | undefined
  /** Where the subscription is; `subscribing` also while the link is down. */
  readonly status: ChannelHandle['status']
  /** What the server said against the subscription or in the channel, until it is subscribed. */
  readonly error: ConnectionError | undefined
}

/** What `useChannel` gives. A component is rendered again only for those of the fields that it reads. */
export interface Channel<T, V = ChannelView<T>> extends ChannelFields<T> {
  /** Sends `{ channel, payload }`, with `type` where given. @throws ConnectionError as `client.send` */
  readonly publish: ChannelHandle<T>['publish']
  /** To listen to, by `useEvent`, `useMessages`, `useLatest` and `usePresence`; `null` while the name or the client is. */
  readonly channel: V
}

/** Beside the client, what is wanted of a broker's channel: those of its first component hold, of functions the newest. */
export interface ChannelOptions<C = Pick<Client, 'channel'>> extends SubscriptionOptions {
  /** Any client. @default the provider's */
  client?: C
}

/** A client that knows its channels as a broker does. */
type BrokerSide = Pick<CentrifugoClient, 'channel' | 'rpc'>

/**
 * A channel, subscribed for as long as the component is there. Several components, and several hooks in one, make for one
 * subscription. `null` is none.
 * @throws ConnectionError `bad-option` with neither a client nor a provider
 */
export function useChannel<T = unknown>(
  name: string,
  options: ChannelOptions<BrokerSide> & { client: BrokerSide },
): Channel<T, BrokerView<T>>
export function useChannel<T = unknown>(
  name: string | null,
  options: ChannelOptions<BrokerSide | null> & { client: BrokerSide | null },
): Channel<T, BrokerView<T> | null>
export function useChannel<T = unknown>(
  name: string,
  options?: ChannelOptions<undefined> & { client?: undefined },
): Channel<T, ProvidedView<T>>
export function useChannel<T = unknown>(name: string, options?: ChannelOptions): Channel<T>
export function useChannel<T = unknown>(
  name: string | null,
  options?: ChannelOptions<Pick<Client, 'channel'> | null>,
): Channel<T, ChannelView<T> | null>
export function useChannel(
  name: string | null,
  { client: given, ...wishes }: ChannelOptions<object | null | undefined> = {},
): Channel<unknown, ChannelView | null> {
  const client = untyped(useGiven(given))
  const { channel, hold, views } = useKept(
    () => createChannelViews(client && name !== null ? findChannel(client, name) : null),
    client,
    name,
  )
  useInsertionEffect(() => channel?.wish(wishes))
  useEffect(() => hold(), [hold])
  useDebugValue(channel, (shown) => shown && `${shown.name}: ${shown.status}`)
  return useSyncExternalStore(views.subscribe, views.get, views.initial)
}

function createChannelViews(channel: SharedChannel | null) {
  const { data, status, error } = channel?.state ?? nothing
  const views = new Tracked<ChannelFields<unknown>, Pick<Channel<unknown, ChannelView | null>, 'publish' | 'channel'>>(
    { data, status, error },
    { channel, publish: channel?.publish ?? refuse },
  )
  return { channel, views, hold: channel?.hold ?? (() => ignore) }
}

const nothing = { data: still(undefined), status: still('unsubscribed' as const), error: still(undefined) }

const refuse = () => {
  throw new ConnectionError('disconnected', 'There is no channel to publish in: its name or its client is null')
}
