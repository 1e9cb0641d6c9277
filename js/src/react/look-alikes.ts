import type { Off } from '../types.js'
import { warn } from './warn.js'

/** Users of connections by the shape of their options. Two parties with one shape differ in functions only. */
const parties = new Map<string, Map<object, number>>()

/** Counts the users of one connection, and warns when there is another that was probably meant to be the same. */
export function meeting(shape: string): () => Off {
  const self = {}
  return () => {
    const all = parties.get(shape) ?? new Map<object, number>()
    parties.set(shape, all)
    all.set(self, (all.get(self) ?? 0) + 1)
    if (all.size > 1)
      warn(
        'two connections differ only in functions among url and options. Define these outside of components to share one.',
      )
    return () => {
      const left = (all.get(self) ?? 0) - 1
      if (left > 0) return void all.set(self, left)
      all.delete(self)
      if (!all.size) parties.delete(shape)
    }
  }
}
