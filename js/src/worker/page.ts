import { shapeOf } from '../connection-key.js'
import type { Loader } from '../loader.js'
import type { WorkerWish } from '../options.js'
import type { Brought } from '../port.js'
import type { Address, ClientOptions, MessageMap } from '../types.js'
import { start } from './start.js'
import type { WorkerEngine } from './worker-engine.js'

/** Workers of this page that are there, on their way, or can't be had; a loader's have its engine. */
const workers = /* @__PURE__ */ new WeakMap<Loader, Map<unknown, Promise<WorkerEngine | string>>>()

/** A worker for a client: one for all clients of the page that wish for the same. @throws ConnectionError `engine-failed` */
export async function bring(
  wish: WorkerWish,
  loader: Loader,
  url: Address,
  options: ClientOptions<MessageMap>,
): Promise<Brought> {
  const reasons: string[] = []
  // What a function makes is of one kind only.
  const kinds = typeof wish.script === 'function' ? [wish.shared] : wish.shared ? [true, false] : [false]
  for (const isShared of kinds) {
    const worker = await workerFor(isShared, wish, loader)
    if (typeof worker === 'string') reasons.push(worker)
    else return { engine: worker.ports(isShared ? sharedKey(wish, url, options) : ''), ...why(reasons) }
  }
  return why(reasons)
}

const why = (reasons: readonly string[]): Brought => (reasons.length ? { why: reasons.join('; ') } : {})

/** What failed for a reason of its own isn't tried again, as what was only slow is: a policy would be violated at every attempt. */
async function workerFor(isShared: boolean, wish: WorkerWish, loader: Loader): Promise<WorkerEngine | string> {
  const { script } = wish
  const key = typeof script === 'function' ? script : `${isShared ? 'shared' : 'dedicated'} ${String(script ?? '')}`
  const known = workers.get(loader) ?? new Map<unknown, Promise<WorkerEngine | string>>()
  workers.set(loader, known)
  const made = known.get(key) ?? start(isShared, wish, loader, () => known.delete(key))
  known.set(key, made)
  return made.catch((error: unknown) => {
    known.delete(key)
    throw error
  })
}

/** Tabs whose clients have the same content share a connection. Functions count for nothing: each tab has its own. */
const sharedKey = ({ name }: WorkerWish, url: Address, options: ClientOptions<MessageMap>): string =>
  shapeOf([name, url, { ...options, worker: 0, inspect: 0, schemas: 0 }])
