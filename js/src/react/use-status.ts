import { useDebugValue } from 'react'
import type { Client, MessageMap, Stats, Status } from '../types.js'
import { type ConnectionState, idle, stateOf } from './connection-state.js'
import { useGiven } from './context.js'
import { figuresOf } from './figures.js'
import { pick, still } from './pick.js'
import { type AnyClient, untyped } from './source.js'
import { Tracked } from './track.js'
import { useKept } from './use-kept.js'
import { useSelection } from './use-selection.js'

/** What `useStatus` selects from. */
export interface StatusView extends ConnectionState {
  /** Round trip of the last heartbeat in milliseconds, looked at once a second. */
  readonly rtt: number | undefined
  /** All figures, looked at once a second. */
  readonly stats: Stats | undefined
}

type Select<S> = (view: StatusView) => S
type Equals<S> = (a: S, b: S) => boolean

const statusOf = (view: StatusView): unknown => view.status

/**
 * The status, or what `select` takes of the connection's state. The component is rendered again when that changes, by
 * `equals` (`Object.is` by default). Without a client it is the provider's; `null` is idle.
 */
export function useStatus(): Status
export function useStatus<S>(select: Select<S>, equals?: Equals<S>): S
export function useStatus<In extends MessageMap, Out extends MessageMap>(client: Client<In, Out> | null): Status
export function useStatus<In extends MessageMap, Out extends MessageMap, S>(
  client: Client<In, Out> | null,
  select: Select<S>,
  equals?: Equals<S>,
): S
export function useStatus(...args: readonly unknown[]): unknown {
  const given = typeof args[0] === 'object'
  const client = untyped(useGiven(given ? (args[0] as object | null) : undefined))
  const [select = statusOf, equals = Object.is] = (given ? args.slice(1) : args) as [Select<unknown>?, Equals<unknown>?]

  const views = useKept(() => createViews(client), client)
  const selection = useSelection(views, select, equals)
  useDebugValue(selection)
  return selection
}

function createViews(client: AnyClient | null): Tracked<StatusView, object> {
  const state = client ? stateOf(client) : still(idle)
  const figures = client ? figuresOf(client) : still(undefined)
  return new Tracked<StatusView, object>(
    {
      status: pick(state, (now) => now.status),
      isConnected: pick(state, (now) => now.isConnected),
      attempt: pick(state, (now) => now.attempt),
      nextAttempt: pick(state, (now) => now.nextAttempt),
      error: pick(state, (now) => now.error),
      lastClose: pick(state, (now) => now.lastClose),
      rtt: pick(figures, (now) => now?.rtt),
      stats: figures,
    },
    {},
  )
}
