import { createElement, type ReactNode } from 'react'
import type { Address, Client, ClientOptions, MessageMap } from '../types.js'
import { HawserContext } from './context.js'
import { untyped } from './source.js'
import { useConnection } from './use-connection.js'

export type HawserProviderProps<In extends MessageMap, Out extends MessageMap> = { children?: ReactNode } & (
  | {
      /** Yours: connect and disconnect it yourself. */
      client: Client<In, Out>
      url?: never
      options?: never
    }
  | {
      /** Connected while the provider is there, and shared as in `useWebSocket`. */
      url: Address
      options?: ClientOptions<In>
      client?: never
    }
)

/** Gives a client to the hooks below it. */
export function HawserProvider<In extends MessageMap, Out extends MessageMap>(
  props: HawserProviderProps<In, Out>,
): ReactNode {
  const connected = useConnection(props.client ? null : props.url, props.options as ClientOptions | undefined)
  return createElement(HawserContext.Provider, { value: untyped(props.client ?? null) ?? connected }, props.children)
}
