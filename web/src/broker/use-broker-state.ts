import { useSyncExternalStore } from 'react'
import { config } from '../connection/config'
import { current } from '../connection/nodes'
import { tokens } from '../connection/token'
import { machines } from './machines'
import { tally } from './tally'

export const nodes = config.broker?.nodes ?? []

/** Place of the node that this page is on, or tries. */
export const useNode = () => useSyncExternalStore(current.subscribe, current.get)

export const useMachines = () => useSyncExternalStore(machines.subscribe, machines.get)
export const useTally = () => useSyncExternalStore(tally.subscribe, tally.get)
export const useTokens = () => useSyncExternalStore(tokens.subscribe, tokens.get)
