import { useState } from 'react'

/** What `make` makes, until a key changes. Unlike a memo it is never made anew without need, so it may gather what arrives. */
export function useKept<T>(make: () => T, ...keys: readonly unknown[]): T {
  const [kept, setKept] = useState(() => ({ value: make(), keys }))
  if (kept.keys.every((key, at) => Object.is(key, keys[at]))) return kept.value
  const next = { value: make(), keys }
  setKept(next)
  return next.value
}
