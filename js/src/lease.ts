import type { Off } from './types.js'

/**
 * Counts holders: `take` runs for the first, what it returns runs after the last has let go.
 * With a grace of some milliseconds not at once, so that who lets go and takes hold again finds everything as it was.
 */
export function createLease(take: () => Off, grace = 0): () => Off {
  let holders = 0
  let undo: Off | undefined
  let ending: ReturnType<typeof setTimeout> | undefined

  const end = () => {
    ending = undefined
    const last = undo
    undo = undefined
    last?.()
  }
  const release = () => {
    holders -= 1
    if (holders > 0) return
    if (grace > 0) ending = setTimeout(end, grace)
    else end()
  }

  return () => {
    clearTimeout(ending)
    undo ??= take()
    holders += 1
    let held = true
    return () => {
      if (held) release()
      held = false
    }
  }
}
