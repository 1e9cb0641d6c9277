import { useState } from 'react'
import { appended } from '../shared/appended'

/** The last values of something that changes with every look. */
export function useKeptValues<T>(now: T, select: (now: T) => number, length: number): readonly number[] {
  const [kept, setKept] = useState({ now, values: [] as readonly number[] })
  if (kept.now !== now) setKept({ now, values: appended(kept.values, select(now), length) })
  return kept.values
}
