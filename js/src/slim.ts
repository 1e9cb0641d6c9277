import { clientFor } from './client.js'
import { bad } from './check.js'
import type { EngineSource } from './compile.js'
import { type Loader, loaderOf, type Source } from './loader.js'
import type { Address, BrokerOptions, CentrifugoClient, Client, ClientOptions, MessageMap, Untyped } from './types.js'

export * from './exports.js'

const glue = async () => (await import('./engine-glue.js')).glue

/**
 * Brings the engine from where you keep it, once for all clients that share the loader. Give a function, so that a
 * failed load can be tried again: `createLoader(() => new URL('hawser/plain.wasm', import.meta.url))`; for
 * `centrifugo()` it is `hawser/engine.wasm`, as it is for a worker that clients of both kinds share.
 *
 * @throws ConnectionError `bad-option` for what can be no source
 */
export function createLoader(source: Source): Loader {
  if (!['function', 'object', 'string'].includes(typeof source) || !source)
    throw bad('The source of an engine', 'a function, an address, a response, bytes or a module', source)
  return loaderOf(glue, source, () => import('./worker/page.js'))
}

export interface SlimOptions<In extends MessageMap> extends ClientOptions<In> {
  /** A loader, or what it would be made of: then clients with the same source share one engine. */
  engine: Loader | EngineSource
}

/** The same for a broker: with `protocol: centrifugo({ … })`. @throws ConnectionError `bad-option` */
export function createClient<In extends MessageMap = Untyped, Out extends MessageMap = Untyped>(
  url: Address,
  options: SlimOptions<In> & BrokerOptions<In>,
): CentrifugoClient<In, Out>
/**
 * The same as `createClient` of `hawser`, with an engine that you bring: `hawser/plain.wasm` as a file of its own.
 * @throws ConnectionError `bad-option`
 */
export function createClient<In extends MessageMap = Untyped, Out extends MessageMap = Untyped>(
  url: Address,
  options: SlimOptions<In>,
): Client<In, Out>
export function createClient<In extends MessageMap, Out extends MessageMap>(
  url: Address,
  { engine, ...options }: SlimOptions<In> = { engine: undefined as never },
): Client<In, Out> {
  if (!engine) throw bad('engine', 'a loader, or where the engine is', engine)
  return clientFor<In, Out>(url, options, loaderFor(engine))
}

const loaders = /* @__PURE__ */ new Map<unknown, Loader>()

function loaderFor(engine: Loader | EngineSource): Loader {
  if (typeof engine === 'function') return engine as Loader
  const key = engine instanceof URL ? engine.href : engine
  const known = loaders.get(key) ?? createLoader(engine)
  loaders.set(key, known)
  return known
}
