import { allOff } from '../all-off.js'
import { integer } from '../check.js'
import { gather, type Gathering } from '../gather.js'
import { createStore, type Snapshots } from '../store.js'
import type { AnyListener, Meta } from '../types.js'
import { mostCount } from '../view-wish.js'
import type { Keyed, Listed } from '../views.js'
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
/** Bytes that the engine keeps until the next frame. */
const BYTES = 2 ** 26
/** @throws ConnectionError `bad-option` */
const limitOf = (given: number) => (given === Number.POSITIVE_INFINITY ? given : integer('limit', given, 1, mostCount))
const none: readonly never[] = Object.freeze([])

/**
 * The last messages of a type. The engine keeps them until the list is made, once a frame; where each must be looked at,
 * for a filter or beside a history, they are kept here as they arrive.
 */
export function createLog<T>(source: Source | null, type: string): MessageLog<T> {
  let limit = KEPT
  let touch = ignore
  let filter: MessagesOptions<T>['filter']
  let history: MessagesOptions<T>['history']
  let arrived: T[] = []
  let older: T[] = []
  let gathering: Gathering | undefined
  const fill = isBrokerView(source) ? new HistoryFill(source, type) : undefined

  const add = (payloads: readonly T[]) => {
    for (const payload of payloads) arrived.push(payload)
    if (arrived.length >= 2 * limit) arrived = arrived.slice(-limit)
  }
  const read = (list: readonly T[]) => {
    gathering?.collect()
    if (!arrived.length && !older.length && list.length <= limit) return list
    const next = [...older, ...list, ...arrived].slice(-limit)
    arrived = []
    older = []
    return next
  }
  const put = (payload: unknown, meta: Meta) => {
    if (history && fill?.knows(meta)) return
    if (!filter || filter(payload as T, meta)) add([payload as T])
  }
  const take = (news: Keyed | Listed) => add((news as Listed)[1] as T[])
  const fillIn = (messages: readonly Filled[]) => {
    older = messages.flatMap(({ payload, meta }) => (filter && !filter(payload as T, meta) ? [] : [payload as T]))
    touch()
  }

  const looksAtEach = () => Boolean(filter || history)
  const wish = () => ({ limit: Math.min(limit, mostCount), maxBytes: BYTES })
  const hear = (listener: AnyListener) => listen(source, type, listener)
  const begin = () => {
    gathering = gather(hear, { put, take }, looksAtEach() ? undefined : wish(), () => touch())
  }
  const end = () => {
    gathering?.collect()
    gathering?.stop()
    gathering = undefined
  }
  const start = (touched: () => void) => {
    touch = touched
    begin()
    if (!history || !fill) return end
    return allOff(end, fill.start(history === true ? limit : history, fillIn))
  }

  return {
    ...createStore<readonly T[]>({ initial: none, read, start }),
    configure: (options) => {
      const lookedAtEach = looksAtEach()
      filter = options.filter
      history = options.history
      if (gathering && lookedAtEach !== looksAtEach()) {
        end()
        begin()
      }
      const wanted = limitOf(options.limit ?? KEPT)
      if (wanted === limit) return
      limit = wanted
      gathering?.change(wish())
      touch()
    },
  }
}
