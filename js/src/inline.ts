import { clientFor } from './client.js'
import { bytes } from './engine-whole.js'
import { glue } from './engine-glue.js'
import { type Loader, loaderOf } from './loader.js'
import type { Address, BrokerOptions, CentrifugoClient, Client, ClientOptions, MessageMap, Untyped } from './types.js'

export * from './exports.js'

/** Starts the engine ahead of the first `connect()`. @throws ConnectionError `engine-failed`; calling it again tries again */
export const load: Loader = /* @__PURE__ */ loaderOf(() => glue, bytes)

/** The same for a broker: `createClient(url, { protocol: centrifugo({ … }) })`. @throws ConnectionError `bad-option` */
export function createClient<In extends MessageMap = Untyped, Out extends MessageMap = Untyped>(
  url: Address,
  options: BrokerOptions<In>,
): CentrifugoClient<In, Out>
/**
 * The same as `createClient` of `hawser`, without a dynamic import: for bundles that must be one file.
 * @throws ConnectionError `bad-option`
 */
export function createClient<In extends MessageMap = Untyped, Out extends MessageMap = Untyped>(
  url: Address,
  options?: ClientOptions<In>,
): Client<In, Out>
export function createClient<In extends MessageMap, Out extends MessageMap>(
  url: Address,
  options: ClientOptions<In> = {},
): Client<In, Out> {
  return clientFor<In, Out>(url, options, load)
}
