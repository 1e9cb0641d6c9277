import { createStore, type Snapshots } from '../store.js'
import type { Meta } from '../types.js'
import { ignore, listen, type Source } from './source.js'

export interface MessagesOptions<T = unknown> {
  /** Messages kept; the oldest go. @default 100 */
  limit?: number | undefined
  /** Keeps a message or lets it go. The newest function is asked, about messages that come from then on. */
  filter?: ((payload: T, meta: Meta) => boolean) | undefined
}

export interface MessageLog<T> extends Snapshots<readonly T[]> {
  readonly configure: (options: MessagesOptions<T>) => void
}

const KEPT = 100
const none: readonly never[] = Object.freeze([])

/** The last messages of a type. Each is kept as it arrives; the list is made once a frame. */
export function createLog<T>(source: Source | null, type: string): MessageLog<T> {
  let limit = KEPT
  let touch = ignore
  let filter: MessagesOptions<T>['filter']
  let arrived: T[] = []

  const add = (payload: T) => {
    arrived.push(payload)
    if (arrived.length >= 2 * limit) arrived = arrived.slice(-limit)
  }
  const read = (list: readonly T[]) => {
    if (!arrived.length && list.length <= limit) return list
    const next = [...list, ...arrived].slice(-limit)
    arrived = []
    return next
  }
  const take = (payload: T, meta: Meta) => {
    if (filter && !filter(payload, meta)) return
    add(payload)
    touch()
  }
  const start = (touched: () => void) => {
    touch = touched
    return listen(source, type, take)
  }

  return {
    ...createStore<readonly T[]>({ initial: none, read, start }),
    configure: (options) => {
      filter = options.filter
      const wanted = Math.max(1, options.limit ?? KEPT)
      if (wanted === limit) return
      limit = wanted
      touch()
    },
  }
}
