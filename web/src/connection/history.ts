import type { Status } from 'hawser'
import { appended } from '../shared/appended'
import { client } from './client'

export interface Passage {
  readonly at: number
  readonly status: Status
}

interface Sample {
  readonly at: number
  readonly rtt: number | undefined
  readonly queued: number
}

/** How far back the instruments look, in ms. */
export const span = 60_000

// Milliseconds between two samples.
const pace = 500
// Changes of state that are kept, however fast they come.
const mostPassages = 500

/** Samples that the span holds. */
export const sampleCount = span / pace

let passages: readonly Passage[] = [{ at: performance.now(), status: client.status }]
let samples: readonly Sample[] = []

// Kept by the page as a whole: the lab shows also what happened before it was opened.
client.on('status', (status) => {
  passages = appended(passages, { at: performance.now(), status }, mostPassages)
})

setInterval(() => {
  const { rtt, queued, status } = client.stats()
  const sample = { at: performance.now(), rtt: status === 'open' ? rtt : undefined, queued }
  samples = appended(samples, sample, sampleCount)
}, pace)

export const statusHistory = () => passages
export const sampleHistory = () => samples
