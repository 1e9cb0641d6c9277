import { ConnectionError } from '../errors.js'
import type { Address, ClientOptions } from '../client-options.js'
import type { Loader } from '../loader.js'
import type { MessageMap } from '../messages.js'
import { BrokerClient } from './broker-client.js'
import type { CentrifugoClient } from './client-types.js'
import type { CentrifugoOptions, CentrifugoProtocol } from './options.js'
import { settingsOf } from './settings.js'

/**
 * Speaks to a Centrifugo broker: `createClient(url, { protocol: centrifugo({ getToken }) })`.
 * @throws ConnectionError `bad-option`
 */
export function centrifugo(options: CentrifugoOptions = {}): CentrifugoProtocol {
  settingsOf(options)
  return { name: 'centrifugo', options, create }
}

// One function for all, so that two protocols with the same options are alike.
function create<In extends MessageMap, Out extends MessageMap>(
  url: Address,
  options: ClientOptions<In>,
  loader: Loader,
): CentrifugoClient<In, Out> {
  refuse(options)
  return new BrokerClient<In, Out>(url, options, loader, options.protocol?.options ?? {})
}

/** What belongs to plain messages. */
function refuse({ hello, heartbeat, binaryType }: Pick<ClientOptions, 'hello' | 'heartbeat' | 'binaryType'>): void {
  if (hello !== undefined) throw new ConnectionError('bad-option', 'A broker takes no hello: give it data or a token')
  if (heartbeat) throw new ConnectionError('bad-option', 'A broker has a heartbeat of its own: see maxServerPingDelay')
  if (binaryType === 'blob') throw new ConnectionError('bad-option', 'The frames of a broker are no blobs')
}
