import type { Loader, WebSocketConstructor } from 'hawser'
import type { Recipient } from '../../../js/src/engine.js'
import { glue } from '../../../js/src/engine-glue.js'
import type { CreateEngine, EngineModule } from '../../../js/src/native.js'
import type { EngineOptions } from '../../../js/src/options.js'
import { Host } from '../../../js/src/worker/host.js'
import { type Limits, limits } from '../../../js/src/worker/mailbox.js'
import { RemotePort } from '../../../js/src/worker/remote-port.js'
import { type Answer, type Batch, dialect, type Hello } from '../../../js/src/worker/wire.js'
import { wasm } from './bytes.js'
import { Wire } from './wire.js'

const compiled = await WebAssembly.compile(wasm())

export type Remote = Awaited<ReturnType<typeof remote>>

/** The host of a worker in this thread, and a page of it. */
export async function remote(WebSocket: WebSocketConstructor, given: Partial<Limits> = {}) {
  const modules: EngineModule[] = []
  const granted = new Map<string, () => void>()
  const wires: Wire[] = []
  const create: CreateEngine = async (settings) => {
    const module = await glue(settings)
    modules.push(module)
    return module
  }
  const locks = {
    request: (name: string, then: () => void) => {
      granted.set(name, then)
      return Promise.resolve()
    },
  }
  const host = new Host({ glue: () => create, WebSocket, locks, limits: { ...limits, pace: 0, ...given } })

  const greet = async (hello: Hello) => {
    const { near, far } = new Wire((message) => message)
    host.welcome(far)
    const answer = new Promise<Answer>((resolve) => (near.onmessage = ({ data }) => resolve(data as Answer)))
    near.postMessage(hello)
    return { near, answer: await answer }
  }

  /** @param lock - held by the page for as long as it lives */
  const page = async (lock = '') => {
    const { near } = await greet({ dialect, lock, engine: compiled })
    const open = (key: string, options: EngineOptions, recipient: Recipient) => {
      const wire = new Wire()
      wires.push(wire)
      near.postMessage({ key, options, epoch: recipient.epoch, port: wire.far })
      return new RemotePort(
        wire.near,
        recipient,
        () => {},
        (run) => run(),
      )
    }
    /** @param key - of a connection that several clients share */
    const load = (key = ''): Loader => {
      const engine = {
        where: 'dedicated' as const,
        failure: undefined,
        open: (options: EngineOptions, recipient: Recipient) => open(key, options, recipient),
      }
      return Object.assign(() => Promise.resolve(), {
        engine: () => Promise.resolve(engine),
        loaded: () => engine,
      }) as unknown as Loader
    }
    return Object.assign(load, { open })
  }

  return {
    load: await page(),
    page,
    answer: async (hello: Hello) => (await greet(hello)).answer,
    /** From here on nothing arrives, on either side. */
    hold: () => wires.forEach((wire) => wire.hold()),
    release: () => wires.forEach((wire) => wire.release()),
    /** What is told meanwhile never reaches the client that was the nth to come. */
    deaf: (nth: number, meanwhile: () => void) => {
      const wire = wires[nth]
      wire?.hold()
      meanwhile()
      wire?.lose()
    },
    /** The worker gets its orders; the page gets nothing. */
    obey: () => wires.forEach((wire) => wire.deliver(wire.far)),
    batches: () => wires.flatMap(({ posted }) => posted as Batch[]),
    /** The next text that goes into the engine makes it trap. */
    trap: () => {
      const module = modules.at(-1) as unknown as { outgoing: () => number }
      module.outgoing = () => {
        throw new WebAssembly.RuntimeError('unreachable')
      }
    },
    /** The page that holds this lock is gone. */
    die: (lock: string) => granted.get(lock)?.(),
  }
}
