import { createStore } from '../store.js'
import type { Stats } from '../types.js'
import { perClient } from './per-client.js'

/** Milliseconds between two looks: no event tells that a figure has changed. */
const PACE = 1000

/** `stats()` of a client, as a store. */
export const figuresOf = perClient((client) => {
  let due = false
  return createStore<Stats | undefined>({
    initial: undefined,
    read: (before) => {
      if (!due) return before
      due = false
      return client.stats()
    },
    start: (touched) => {
      due = true
      const timer = setInterval(() => {
        due = true
        touched()
      }, PACE)
      return () => clearInterval(timer)
    },
  })
})
