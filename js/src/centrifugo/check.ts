import { bad, milliseconds, object } from '../check.js'
import { ConnectionError } from '../errors.js'
import type { Since } from './options.js'

/** A text that may be secret: what it is instead isn't quoted. */
export function secret(what: string, value: unknown): string {
  if (typeof value !== 'string') throw bad(what, 'a text', typeof value)
  return value
}

const highest = 2n ** 64n - 1n

/** A position, as the engine takes it. */
export function since(given: Since): { offset: string; epoch: string } {
  const { offset, epoch } = object('since', given)
  if (typeof offset === 'number' ? !Number.isSafeInteger(offset) : typeof offset !== 'bigint')
    throw bad('since.offset', 'a bigint or a safe integer', offset)
  if (offset < 0 || BigInt(offset) > highest) throw bad('since.offset', 'from 0 to 2 ** 64 - 1', offset)
  // Of a stream that nobody knows yet, the beginning: a server with a cache then gives the newest.
  if (typeof epoch !== 'string' || (epoch === '' && offset > 0))
    throw bad('since.epoch', 'the epoch of the position', epoch)
  return { offset: String(offset), epoch }
}

export function oneAnswer({ data, getData }: { readonly data?: unknown; readonly getData?: unknown }): void {
  if (data !== undefined && getData)
    throw new ConnectionError('bad-option', 'data and getData are two answers to one question')
}

/** Bounds of a delay, in milliseconds. */
export function delays(least: number, longest: number) {
  const minResubscribeDelay = milliseconds('minResubscribeDelay', least, 1)
  const maxResubscribeDelay = milliseconds('maxResubscribeDelay', longest, 1)
  if (least > longest) throw new ConnectionError('bad-option', 'minResubscribeDelay is over maxResubscribeDelay')
  return { minResubscribeDelay, maxResubscribeDelay }
}

/** As pairs. */
export function headerPairs(headers: Record<string, string>): [string, string][] {
  const pairs = Object.entries(object('headers', headers))
  for (const [name, value] of pairs) secret(`headers.${name}`, value)
  return pairs
}
