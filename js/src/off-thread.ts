import { wordsOf } from './faults.js'
import { inTime } from './in-time.js'
import type { Loader } from './loader.js'
import type { WorkerWish } from './options.js'
import type { Bringer, Ports } from './port.js'
import type { Address, ClientOptions, MessageMap } from './types.js'

/** Brings an engine in a worker; where there can be none, the one of this thread, and says why. */
export function offThread(wish: WorkerWish, loader: Loader, url: Address, options: ClientOptions<MessageMap>): Bringer {
  let brought: Ports | undefined
  let fallback: string | undefined

  const here = async (why: string): Promise<Ports> => {
    fallback = why
    return (brought = await loader.engine())
  }
  const engine = async () => {
    fallback = undefined
    if (options.WebSocket) return here('The WebSocket that is given cannot go to a worker')
    if (!loader.workers) return here('hawser/inline has no worker')
    const page = await inTime(loader.workers()).catch((error: unknown) => wordsOf(error))
    if (typeof page === 'string') return here(page)
    const made = await page.bring(wish, loader, url, options)
    fallback = made.why
    return (brought = made.engine ?? (await loader.engine()))
  }
  return {
    engine,
    loaded: () => (brought?.failure ? undefined : brought),
    get fallback() {
      return fallback
    },
  }
}
