import { act } from '@testing-library/react'
import { afterEach, beforeEach, vi } from 'vitest'

/** Longer than a connection outlives its last component, in milliseconds. */
export const GONE = 160

// Wound by hand: however busy the machine, a grace of 100 ms ends when a test says so.
beforeEach(() => {
  vi.useFakeTimers({
    toFake: [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'requestAnimationFrame',
      'cancelAnimationFrame',
      'performance',
      'Date',
    ],
  })
})
afterEach(() => void vi.useRealTimers())

const STEP = 10

/** Lets what is due by then happen: more than a frame, less than any grace. In steps, so that React renders meanwhile. */
export async function pause(milliseconds = 50) {
  for (let passed = 0; passed < milliseconds; passed += STEP) await act(() => vi.advanceTimersByTimeAsync(STEP))
}
