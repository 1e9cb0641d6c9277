import { useDebugValue, useInsertionEffect, useState, useSyncExternalStore } from 'react'
import type { ConnectionError } from '../errors.js'
import type {
  Address,
  BrokerOptions,
  CentrifugoClient,
  Client,
  ClientOptions,
  CloseInfo,
  MessageMap,
  Status,
} from '../types.js'
import { type Actions, createActions } from './actions.js'
import { idle, stateOf } from './connection-state.js'
import { lastMessageOf } from './last-message.js'
import { pick, still } from './pick.js'
import type { Incoming, Outgoing } from './register.js'
import type { AnyClient } from './source.js'
import { Tracked } from './track.js'
import { useConnection } from './use-connection.js'
import { useKept } from './use-kept.js'

interface SocketState {
  readonly status: Status
  /** `status` is `open`. */
  readonly isConnected: boolean
  /** The last failure, until a link is open again. */
  readonly error: ConnectionError | undefined
  /** How the last link ended, until another one is open: its code says why, where the server gave one. */
  readonly lastClose: CloseInfo | undefined
  /**
   * The last message of any kind, parsed: text that isn't JSON as a string, bytes as they are. For display: of several in one
   * frame it is the last. Use `useEvent` where each one counts.
   */
  readonly lastMessage: unknown
}

/** What `useWebSocket` gives. A component is rendered again only for those of the fields that it reads. */
export interface Socket<In extends MessageMap, Out extends MessageMap, C = Client<In, Out>>
  extends SocketState,
    Actions<Out> {
  /** The shared client; `null` while the url is. */
  readonly client: C
}

/**
 * A connection for as long as the component is there. Components with the same url and options share one; it ends about
 * 100 ms after the last of them has left. `null` is no connection. Options are those of the first render; of functions among
 * `url`, `hello`, `protocols` and those of a broker the newest is asked at every attempt.
 */
export function useWebSocket<In extends MessageMap = Incoming, Out extends MessageMap = Outgoing>(
  url: Address,
  options: BrokerOptions<In>,
): Socket<In, Out, CentrifugoClient<In, Out>>
export function useWebSocket<In extends MessageMap = Incoming, Out extends MessageMap = Outgoing>(
  url: Address,
  options?: ClientOptions<In>,
): Socket<In, Out>
export function useWebSocket<In extends MessageMap = Incoming, Out extends MessageMap = Outgoing>(
  url: Address | null,
  options: BrokerOptions<In>,
): Socket<In, Out, CentrifugoClient<In, Out> | null>
export function useWebSocket<In extends MessageMap = Incoming, Out extends MessageMap = Outgoing>(
  url: Address | null,
  options?: ClientOptions<In>,
): Socket<In, Out, Client<In, Out> | null>
export function useWebSocket(url: Address | null, options?: ClientOptions): unknown {
  const client = useConnection(url, options)
  const [{ actions, point }] = useState(createActions)
  useInsertionEffect(() => point(client), [point, client])
  useDebugValue(client, (shown) => shown?.status ?? 'idle')

  const views = useKept(() => createViews(client, actions), client)
  return useSyncExternalStore(views.subscribe, views.get, views.initial)
}

function createViews(client: AnyClient | null, actions: Actions<object>) {
  const state = client ? stateOf(client) : still(idle)
  return new Tracked<SocketState, Actions<object> & { client: AnyClient | null }>(
    {
      status: pick(state, (now) => now.status),
      isConnected: pick(state, (now) => now.isConnected),
      error: pick(state, (now) => now.error),
      lastClose: pick(state, (now) => now.lastClose),
      lastMessage: client ? lastMessageOf(client) : still(undefined),
    },
    { ...actions, client },
  )
}
