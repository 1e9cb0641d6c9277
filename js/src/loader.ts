import { compile, type EngineSource, failure } from './compile.js'
import { Engine } from './engine.js'
import { ConnectionError } from './errors.js'
import { because, wordsOf } from './faults.js'
import { broughtOnce, inTime } from './in-time.js'
import type { CreateEngine, EngineModule } from './native.js'
import type { WorkerWish } from './options.js'
import type { Brought } from './port.js'
import type { Address, ClientOptions, MessageMap } from './types.js'

/** Brings the engine, once; asks again after a failure. Made by {@link createLoader}. */
export interface Loader {
  /**
   * Loads the engine ahead of the first `connect()`.
   *
   * @param dialect - what will be spoken, if it isn't plain messages: the loader of `hawser` has an engine of its own for that
   * @throws ConnectionError `engine-failed`; calling it again tries again
   */
  (dialect?: 'centrifugo'): Promise<void>
  /** @internal */
  readonly engine: () => Promise<Engine>
  /** @internal The engine, if it is there and well. */
  readonly loaded: () => Engine | undefined
  /** @internal Where it comes from, for an engine elsewhere. */
  readonly source: () => Promise<EngineSource>
  /** @internal Compiled once, for here and for elsewhere. */
  readonly module: () => Promise<WebAssembly.Module>
  /** @internal What starts workers; `undefined`: an entry without lazy imports has none. */
  readonly workers: Workers | undefined
  /** @internal Brings all that there is, which a broker's client needs and a worker: it is for whoever comes. */
  readonly whole: Loader | undefined
}

/** @internal */
export type Workers = () => Promise<{
  bring(wish: WorkerWish, loader: Loader, url: Address, options: ClientOptions<MessageMap>): Promise<Brought>
}>

type Glue = () => CreateEngine | Promise<CreateEngine>

export type Source = EngineSource | (() => EngineSource | Promise<EngineSource>)

/** @internal */
export function loaderOf(glue: Glue, given: Source, workers?: Workers, whole?: Loader): Loader {
  let engine: Engine | undefined
  let pending: Promise<Engine> | undefined

  const source = () => chunk(() => (typeof given === 'function' ? (given as () => EngineSource)() : given))
  const module = broughtOnce(() => source().then(compile))

  const loaded = () => (engine && !engine.failure ? engine : whole?.loaded())
  const begin = () =>
    (pending ??= inTime(start(glue, module).then((made) => (engine = made))).finally(() => (pending = undefined)))
  const bring = async () => loaded() ?? begin()
  const load = async (dialect?: 'centrifugo') => {
    await (dialect && whole ? whole() : bring())
  }
  return Object.assign(load, { engine: bring, loaded, source, module, workers, whole })
}

async function start(glue: Glue, module: () => Promise<WebAssembly.Module>): Promise<Engine> {
  const [create, compiled] = await Promise.all([chunk(glue), module()])
  try {
    return new Engine(await instantiate(create, compiled))
  } catch (error) {
    throw failure(error)
  }
}

/** The code that a bundler split off: it comes over the network, or it doesn't. */
async function chunk<T>(bring: () => T | Promise<T>): Promise<T> {
  try {
    return await bring()
  } catch (cause) {
    if (cause instanceof ConnectionError) throw cause
    throw new ConnectionError('engine-failed', because('A part of the engine could not be fetched', wordsOf(cause)), {
      reason: 'chunk',
      cause,
      temporary: true,
    })
  }
}

/** The glue tells nobody when instantiation fails, so it is done here. */
function instantiate(create: CreateEngine, compiled: WebAssembly.Module): Promise<EngineModule> {
  return new Promise((resolve, reject) => {
    const instantiateWasm = (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => {
      WebAssembly.instantiate(compiled, imports).then(done).catch(reject)
      return {}
    }
    create({ instantiateWasm, print: () => {}, printErr: () => {} }).then(resolve, reject)
  })
}
