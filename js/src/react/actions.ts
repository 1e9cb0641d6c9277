import { ConnectionError } from '../errors.js'
import type { Client, MessageMap } from '../types.js'
import type { AnyClient } from './source.js'

/** What a component does with its connection. The functions stay the same for as long as the component is there. */
export interface Actions<Out extends MessageMap> {
  /** `client.send`. @throws ConnectionError `disconnected` while the url is `null`, and what `send` throws */
  readonly sendMessage: Client<never, Out>['send']
  /** `client.emit`. @throws ConnectionError as `sendMessage` */
  readonly emit: Client<never, Out>['emit']
  /** `client.reconnect`; nothing while the url is `null`. */
  readonly reconnect: () => void
  /** `client.disconnect`; nothing while the url is `null`. @throws ConnectionError `bad-close` */
  readonly disconnect: (code?: number, reason?: string) => void
}

/** Actions on the client that was pointed at last. */
export function createActions(): { readonly actions: Actions<object>; readonly point: (at: AnyClient | null) => void } {
  let client: AnyClient | null = null
  const sender = () => {
    if (client) return client
    throw new ConnectionError('disconnected', 'The url is null, so there is no connection to send over')
  }
  const actions: Actions<object> = {
    sendMessage: (message, options) => sender().send(message, options),
    emit: (type, ...payload) => sender().emit(type, ...payload),
    reconnect: () => client?.reconnect(),
    disconnect: (code, reason) => client?.disconnect(code, reason),
  }
  return {
    actions,
    point: (at) => {
      client = at
    },
  }
}
