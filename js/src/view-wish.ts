import { bad, integer, milliseconds, named, nonEmpty } from './check.js'
import type { KeyedViewOptions } from './view-options.js'
import type { ViewWish } from './views.js'

/** The engine counts in 32 bits. */
export const mostCount = 2 ** 32 - 1

/** How much is kept, and for how long; as it is asked for, and as it is checked. */
export type KeepingOptions = Partial<KeyedViewOptions<unknown>>
export type Keeping = Omit<ViewWish, 'key'>

/** Checks what a user wants to be kept, and fills in the defaults. @throws ConnectionError `bad-option` */
export function keepingOf(options: KeepingOptions): Keeping {
  named('the options of a view', options, ['key', 'limit', 'maxBytes', 'every', 'maxAge'])
  const { limit = 10_000, maxBytes = 16_777_216, every, maxAge } = options
  if (every !== undefined) milliseconds('every', every)
  if (maxAge !== undefined) milliseconds('maxAge', maxAge)
  return {
    limit: integer('limit', limit, 1, mostCount),
    maxBytes: integer('maxBytes', maxBytes, 1, mostCount),
    every,
    maxAge,
  }
}

/** What the engine is to keep: the latest of each key, or just the latest. @throws ConnectionError `bad-option` */
export function wishOf(key: string | undefined, keeping: Keeping): ViewWish {
  if (key === undefined) return { ...keeping, limit: 1 }
  if (nonEmpty('key', key).split('.').includes('')) throw bad('key', 'a path of names', key)
  return { ...keeping, key }
}
