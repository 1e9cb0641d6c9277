import { allOff } from '../all-off.js'
import { createStore, type Snapshots } from '../store.js'
import type { Meta } from '../types.js'
import { type Filled, HistoryFill } from './history-fill.js'
import { ignore, isBrokerView, listen, type Source } from './source.js'

export interface MessagesOptions<T = unknown> {
  /** Messages kept; the oldest go. @default 100 */
  limit?: number | undefined
  /** Keeps a message or lets it go. The newest function is asked, about messages that come from then on. */
  filter?: ((payload: T, meta: Meta) => boolean) | undefined
  /** Of a broker's channel: begins with what was published before, this many at most; `true`: as many as are kept. @default false */
  history?: boolean | number | undefined
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
  let history: MessagesOptions<T>['history']
  let arrived: T[] = []
  let older: T[] = []
  const fill = isBrokerView(source) ? new HistoryFill(source, type) : undefined

  const add = (payload: T) => {
    arrived.push(payload)
    if (arrived.length >= 2 * limit) arrived = arrived.slice(-limit)
  }
  const read = (list: readonly T[]) => {
    if (!arrived.length && !older.length && list.length <= limit) return list
    const next = [...older, ...list, ...arrived].slice(-limit)
    arrived = []
    older = []
    return next
  }
  const take = (payload: T, meta: Meta) => {
    if (history && fill?.knows(meta)) return
    if (filter && !filter(payload, meta)) return
    add(payload)
    touch()
  }
  const put = (messages: readonly Filled[]) => {
    older = messages.flatMap(({ payload, meta }) => (filter && !filter(payload as T, meta) ? [] : [payload as T]))
    touch()
  }
  const start = (touched: () => void) => {
    touch = touched
    const off = listen(source, type, take)
    if (!history || !fill) return off
    return allOff(off, fill.start(history === true ? limit : history, put))
  }

  return {
    ...createStore<readonly T[]>({ initial: none, read, start }),
    configure: (options) => {
      filter = options.filter
      history = options.history
      const wanted = Math.max(1, options.limit ?? KEPT)
      if (wanted === limit) return
      limit = wanted
      touch()
    },
  }
}
