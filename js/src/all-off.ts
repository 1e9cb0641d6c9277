import type { Off } from './types.js'

/** Undoes all of them. */
export const allOff =
  (...offs: readonly Off[]): Off =>
  () => {
    for (const off of offs) off()
  }
