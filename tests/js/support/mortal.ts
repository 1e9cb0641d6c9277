import type { ClientOptions } from 'hawser'
import { createClient, createLoader } from 'hawser/slim'
import { expect, onTestFinished, vi } from 'vitest'
import type { Engine } from '../../../js/src/engine.js'
import type { Loader } from '../../../js/src/loader.js'
import { wasm } from './bytes.js'
import { network } from './network.js'
import { windClock } from './world.js'

const bytes = wasm()

/** A client on a loader of its own, whose engine a test may stop, and whose next loads it may have fail. */
export function world(options: ClientOptions = {}, url: string | (() => string) = 'ws://host') {
  let missing = 0
  const source = () => {
    if (missing-- > 0) throw new TypeError('Failed to fetch')
    return bytes
  }
  const load = createLoader(source)
  const net = network()
  const client = createClient(url, { engine: load, WebSocket: net.WebSocket, ...options })
  onTestFinished(() => client.destroy())
  const engine = () => (load as unknown as Loader).engine() as Promise<Engine>
  return {
    engine,
    client,
    net,
    load,
    /** So many loads from now on. */
    miss: (loads: number) => void (missing = loads),
    stop: async () => {
      const { module } = await engine()
      module.hawser.trapped(new WebAssembly.RuntimeError('unreachable'))
    },
    /** Another engine dials: an instance takes turns of the loop, which no clock of a test winds. */
    dialled: (sockets: number) => vi.waitFor(() => expect(net.sockets).toHaveLength(sockets)),
  }
}

export async function online(options: ClientOptions = {}, url?: string | (() => string)) {
  const made = world(options, url)
  await made.load()
  windClock()
  made.client.connect()
  made.net.sockets.at(-1)?.opens()
  return made
}
