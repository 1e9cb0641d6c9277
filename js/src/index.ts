import { clientFor } from './client.js'
import { type Loader, loaderOf } from './loader.js'
import type { Address, BrokerOptions, CentrifugoClient, Client, ClientOptions, MessageMap, Untyped } from './types.js'

export * from './exports.js'

/** Loads the engine ahead of the first `connect()`. @throws ConnectionError `engine-failed`; calling it again tries again */
export const load: Loader = /* @__PURE__ */ loaderOf(
  async () => (await import('./engine-glue.js')).glue,
  async () => (await import('./engine-bytes.js')).bytes(),
  () => import('./worker/page.js'),
)

/** The same for a broker: `createClient(url, { protocol: centrifugo({ … }) })`. @throws ConnectionError `bad-option` */
export function createClient<In extends MessageMap = Untyped, Out extends MessageMap = Untyped>(
  url: Address,
  options: BrokerOptions<In>,
): CentrifugoClient<In, Out>
/**
 * A client for a WebSocket server. Nothing is loaded or dialled before `connect()`.
 *
 * @typeParam In - the types of the messages that arrive, and their payloads
 * @typeParam Out - the same of those that are sent
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
