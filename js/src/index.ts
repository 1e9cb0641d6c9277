import { clientFor } from './client.js'
import { type Loader, loaderOf } from './loader.js'
import type { Address, BrokerOptions, CentrifugoClient, Client, ClientOptions, MessageMap, Untyped } from './types.js'

export * from './exports.js'

const glue = async () => (await import('./engine-glue.js')).glue
const workers = () => import('./worker/page.js')

const whole = /* @__PURE__ */ loaderOf(glue, async () => (await import('./engine-whole.js')).bytes(), workers)

/**
 * Loads the engine ahead of the first `connect()`; for clients of a broker: `load('centrifugo')`.
 *
 * @throws ConnectionError `engine-failed`; calling it again tries again
 */
export const load: Loader = /* @__PURE__ */ loaderOf(
  glue,
  async () => (await import('./engine-plain.js')).bytes(),
  workers,
  whole,
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
