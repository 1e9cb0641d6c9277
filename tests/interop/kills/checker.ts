import type { Published } from '../support/driver.js'
import type { Entry } from '../support/log.js'

interface Context {
  readonly wasRecovering: boolean
  readonly recovered: boolean
  readonly offset?: string
}

/**
 * What is wrong with what a subscriber was told, given what was published: `data.n` of the publication at each offset, from
 * 1 on. Nothing may be missing, doubled or out of order, except for a hole that was told, which must be one.
 */
export function faultsIn(told: readonly Entry[], published: readonly number[]): string[] {
  const faults: string[] = []
  let at: number | undefined

  const subscribed = ({ wasRecovering, recovered, offset }: Context) => {
    const top = Number(offset)
    if (at === undefined) {
      at = top
    } else if (recovered) {
      if (top !== at) faults.push(`recovered from ${top}, though ${at} was the last`)
    } else {
      if (!wasRecovering) faults.push(`subscribed at ${top} without recovery, though ${at} was the last`)
      if (top <= at) faults.push(`a hole after ${at} was told, and there is none: the newest is ${top}`)
      at = top
    }
  }
  const publication = ({ data, offset }: Published) => {
    const here = Number(offset)
    const { n } = data as { n: number }
    if (at === undefined) return void faults.push(`${here} came before the subscription`)
    if (here <= at) faults.push(`${here} came after ${at}: doubled or out of order`)
    else if (here > at + 1) faults.push(`${at + 1} to ${here - 1} are lost, and nobody said so`)
    if (published[here - 1] !== n) faults.push(`${here} has the data ${n}, and ${published[here - 1]} was published`)
    at = Math.max(at, here)
  }

  for (const [what, detail] of told) {
    if (what === 'subscribed') subscribed(detail as Context)
    if (what === 'publication') publication(detail as Published)
    if (what === 'unsubscribed' && Number(detail) < 2500) faults.push(`unsubscribed for good: ${String(detail)}`)
  }
  if (at !== published.length) faults.push(`it ends at ${at}, and ${published.length} were published`)
  return faults
}

/** Holes that were told. */
export const holesIn = (told: readonly Entry[]): number =>
  told.filter(([what, detail]) => {
    if (what !== 'subscribed') return false
    const { wasRecovering, recovered } = detail as Context
    return wasRecovering && !recovered
  }).length
