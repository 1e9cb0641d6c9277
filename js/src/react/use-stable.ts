import { useInsertionEffect, useState } from 'react'

/** A function that stays the same and calls the one of the last render that was committed. */
export function useStable<A extends readonly unknown[], R>(newest: (...args: A) => R): (...args: A) => R {
  const [stable] = useState(() => createStable(newest))
  // Before every other effect, so that none of them calls an old one.
  useInsertionEffect(() => stable.renew(newest))
  return stable.call
}

function createStable<A extends readonly unknown[], R>(first: (...args: A) => R) {
  let newest = first
  return {
    call: (...args: A): R => newest(...args),
    renew: (next: (...args: A) => R) => {
      newest = next
    },
  }
}
