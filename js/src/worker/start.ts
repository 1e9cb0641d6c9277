import { body, type EngineSource, fetched, isBytes } from '../compile.js'
import { ConnectionError } from '../errors.js'
import { because, wordsOf } from '../faults.js'
import type { Loader } from '../loader.js'
import type { WorkerWish } from '../options.js'
import { type Held, holdLock, whenGone } from './lock.js'
import { meet } from './meet.js'
import { type Made, makeWorker } from './script.js'
import { NotNow } from './not-now.js'
import { type Answer, type Control, dialect, type Hello, readError } from './wire.js'
import { WorkerEngine } from './worker-engine.js'

/** Milliseconds until a worker must have said something, and once more when it was given an engine. */
const patience = 10_000

/**
 * Starts a worker, with the engine in it.
 * @param gone - called when it may not be used any more
 * @returns why it can't be had, in words
 * @throws ConnectionError `engine-failed`: there would be none on this thread, either
 */
export async function start(
  isShared: boolean,
  wish: WorkerWish,
  loader: Loader,
  gone: () => void,
): Promise<WorkerEngine | string> {
  const lacking = isShared ? lackingForShared(wish) : lackingForDedicated(wish)
  if (lacking) return lacking
  let lock: Held | undefined
  try {
    // A page that holds a lock stays out of the bfcache: only a shared worker is worth that.
    lock = isShared ? await holdLock() : undefined
    const board = (made: Made) => launch(made, isShared, loader, gone, lock)
    return isShared && wish.script === undefined ? await meet(board) : await board(await makeWorker(isShared, wish))
  } catch (error) {
    lock?.release()
    if (error instanceof ConnectionError) throw error
    if (error instanceof NotNow) gone()
    return because(`There is no ${isShared ? 'shared' : 'dedicated'} worker`, wordsOf(error))
  }
}

const lackingForDedicated = ({ script }: WorkerWish) =>
  typeof Worker === 'function' || typeof script === 'function' ? undefined : 'There is no Worker here'

function lackingForShared({ script }: WorkerWish): string | undefined {
  if (typeof SharedWorker !== 'function' && typeof script !== 'function') return 'There is no SharedWorker here'
  // Without them nobody would notice that a tab is gone, nor find a worker without an address.
  const { navigator } = globalThis as { navigator?: Partial<Navigator> }
  return navigator?.locks ? undefined : 'There are no Web Locks here, which a shared worker needs'
}

async function launch(
  { worker, loaded, barred = '' }: Made,
  isShared: boolean,
  loader: Loader,
  gone: () => void,
  lock: Held | undefined,
): Promise<WorkerEngine> {
  const control: Control = 'port' in worker ? worker.port : worker
  const over = new AbortController()
  const stop = () => ('port' in worker ? worker.port.close() : worker.terminate())
  const end = () => {
    gone()
    over.abort()
    lock?.release()
    stop()
  }
  // Meanwhile, a worker of this page loads its script.
  const engine = isShared ? () => bytesOf(loader) : keep(loader.module())
  let theirs = ''
  try {
    if (isShared !== 'port' in worker) throw new Error('worker.url makes one of the other kind')
    theirs = await greet(worker, control, { dialect, lock: lock?.name ?? '' }, engine, barred)
  } catch (error) {
    stop()
    throw error
  } finally {
    loaded()
  }
  const made = new WorkerEngine(isShared ? 'shared' : 'dedicated', control, end)
  worker.onerror = (event) => made.fail(stopped((event as ErrorEvent).message))
  if (theirs) whenGone(theirs, () => made.fail(stopped('')), over.signal)
  return made
}

/** Its failure is told to whoever asks. */
function keep<T>(promise: Promise<T>): () => Promise<T> {
  promise.catch(() => {})
  return () => promise
}

/** Settles once the worker has an engine. @returns the lock that it holds */
function greet(
  worker: Worker | SharedWorker,
  control: Control,
  hello: Hello,
  engine: () => Promise<NonNullable<Hello['engine']>>,
  barred: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const wait = () => setTimeout(() => fail(new NotNow('it does not answer')), patience)
    let timer = wait()
    const fail = (error: unknown) => {
      clearTimeout(timer)
      reject(error as Error)
    }
    const feed = () => {
      clearTimeout(timer)
      return engine().then((given) => {
        timer = wait()
        control.postMessage({ ...hello, engine: given })
      }, fail)
    }
    const Missing = barred ? Error : NotNow
    const missing = because('its script could not be loaded', barred)
    worker.onerror = (event) => fail(new Missing((event as ErrorEvent).message || missing))
    control.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (data.is === 'hungry') return void feed()
      if (data.is === 'stranger') return fail(new Error('hawser/worker is of another version'))
      if (data.is === 'failed') return fail(refused(readError(data.error)))
      clearTimeout(timer)
      resolve(data.lock)
    }
    control.postMessage(hello)
  })
}

const refused = ({ message, temporary }: ConnectionError) => (temporary ? new NotNow(message) : new Error(message))

/** A module can't leave the processes of its page: a shared worker compiles for itself. */
async function bytesOf(loader: Loader): Promise<NonNullable<Hello['engine']>> {
  const source: EngineSource = await loader.source()
  if (source instanceof WebAssembly.Module) throw new Error('a compiled engine cannot go to a shared worker')
  const given = await fetched(source)
  return isBytes(given) ? given : body(given)
}

const stopped = (why: string) =>
  new ConnectionError('engine-failed', because('The worker stopped', why), { reason: 'trap', temporary: true })
