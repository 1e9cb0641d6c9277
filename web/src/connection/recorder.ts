import type { InspectEntry } from 'hawser'

/** A line of the log: like messages in a row are counted, not repeated. */
export interface LogLine {
  readonly n: number
  readonly entry: InspectEntry
  readonly times: number
}

// Lines that are kept.
const most = 400
// Milliseconds between two tellings.
const pace = 100

const listeners = new Set<() => void>()
let lines: LogLine[] = []
let shown: readonly LogLine[] = []
let next = 1
let isDue = false

const alike = (a: InspectEntry, b: InspectEntry) =>
  a.direction !== 'event' && a.direction === b.direction && a.type === b.type

// Thousands of times a second: nothing is copied here.
export function record(what: Omit<InspectEntry, 'time'>) {
  const entry = { time: performance.now(), ...what }
  const last = lines.at(-1)
  if (last && alike(last.entry, entry)) lines[lines.length - 1] = { n: last.n, entry, times: last.times + 1 }
  else lines.push({ n: next++, entry, times: 1 })
  if (!isDue) setTimeout(tell, pace)
  isDue = true
}

function tell() {
  isDue = false
  lines = lines.slice(-most)
  shown = [...lines]
  for (const changed of listeners) changed()
}

export function clearLog() {
  lines = []
  tell()
}

export const log = {
  get: () => shown,
  subscribe(changed: () => void) {
    listeners.add(changed)
    return () => void listeners.delete(changed)
  },
}
