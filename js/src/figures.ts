import type { Stats } from './types.js'

/** In the order of `struct Stats` in src/client/client.h, and then the one that src/wasm/host.cpp adds. */
export const figureNames = [
  'rtt',
  'received',
  'receivedBytes',
  'sent',
  'sentBytes',
  'ignored',
  'refused',
  'dropped',
  'conflated',
  'queued',
  'queuedBytes',
  'attempts',
  'opens',
  'channels',
  'requests',
  'nextAttempt',
  'bufferedAmount',
] as const

type Figure = (typeof figureNames)[number]

const none: Record<Figure, number> = { ...zeros(), rtt: -1, nextAttempt: -1 }

function zeros(): Record<Figure, number> {
  return Object.fromEntries(figureNames.map((name) => [name, 0])) as Record<Figure, number>
}

/** Where the engine is. */
export type Where = Pick<Stats, 'worker'> & Partial<Pick<Stats, 'workerFallback'>>

/** What the engine counted; nothing yet, where there is none. The status is the client's to tell. */
export function statsOf(figures: Float64Array | undefined): Omit<Stats, 'status' | keyof Where> {
  const read = figures ? Object.fromEntries(figureNames.map((name, at) => [name, figures[at]])) : none
  const { rtt, nextAttempt, ...counts } = read as Record<Figure, number>
  return { ...counts, rtt: known(rtt), nextAttempt: known(nextAttempt) }
}

const known = (value: number) => (value < 0 ? undefined : value)
