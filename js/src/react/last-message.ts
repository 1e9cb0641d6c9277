import { createStore } from '../store.js'
import type { Tapped } from '../types.js'
import { perClient } from './per-client.js'

/** The last message of any kind. Parsed once a frame, and only while somebody looks at it. */
export const lastMessageOf = perClient((client) => {
  let read: () => unknown = () => undefined
  return createStore<unknown>({
    initial: undefined,
    read: () => read(),
    start: (touched) =>
      client.tap((message) => {
        read = () => readable(message)
        touched()
      }),
  })
})

function readable(message: Tapped): unknown {
  try {
    return message.read()
  } catch {
    return message.raw
  }
}
