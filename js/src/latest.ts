import { gather, type Gathering } from './gather.js'
import { keyReader } from './key-path.js'
import { KeyedShelf, latestShelf, type Shelf } from './shelf.js'
import { createStore, type Snapshots } from './store.js'
import type { AnyListener, Off } from './types.js'
import type { KeyedViewOptions, Latest, ViewOptions } from './view-options.js'
import { type Keeping, keepingOf, wishOf } from './view-wish.js'
import type { ViewWish } from './views.js'

type Hear = (listener: AnyListener) => Off
type AnyOptions = ViewOptions | KeyedViewOptions<string>

/** Open until it is closed. @throws ConnectionError `bad-option` */
export function openLatest(hear: Hear, { key, ...options }: AnyOptions = {}): Latest<unknown> {
  const wish = wishOf(key, keepingOf(options))
  const shelf = key === undefined ? latestShelf(wish.maxAge) : keyedShelf(key, wish)
  const store = createLatest<unknown>(hear, shelf, wish)
  const offs = new Set<Off>([store.subscribe(() => {})])
  let isOpen = true
  return {
    get: store.get,
    initial: store.initial,
    subscribe: (changed) => {
      if (!isOpen) return () => {}
      const off = store.subscribe(changed)
      offs.add(off)
      return () => {
        offs.delete(off)
        off()
      }
    },
    close: () => {
      isOpen = false
      for (const off of offs) off()
      offs.clear()
    },
  }
}

export const keyedShelf = (key: string, { limit, maxAge }: Keeping) => new KeyedShelf(keyReader(key), limit, maxAge)

/**
 * A store of what is on a shelf. It listens while somebody is subscribed, and forgets then.
 * @param wish - nothing: only JavaScript can tell the key, so each message is heard
 */
export function createLatest<T>(
  hear: Hear,
  shelf: Shelf<T>,
  wish: ViewWish | undefined,
  pace: { readonly every?: number | undefined; readonly grace?: number } = wish ?? {},
): Snapshots<T> {
  let gathering: Gathering | undefined
  const start = (touched: () => void) => {
    const begun = gather(hear, shelf, wish, touched, pace.every)
    gathering = begun
    return () => {
      begun.stop()
      gathering = undefined
      shelf.clear()
    }
  }
  const read = (before: T) => {
    gathering?.collect()
    return shelf.read(before)
  }
  return createStore({ initial: shelf.initial, read, start, ...(pace.grace !== undefined && { grace: pace.grace }) })
}
