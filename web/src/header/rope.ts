import type { Status } from 'hawser'

/** How the line hangs between the ship and the shore. */
interface Rope {
  /** A path; every one has the same commands, so that the browser can swing from one to another. */
  path: string
  tone: 'tone-idle' | 'tone-busy' | 'tone-open' | 'tone-lost'
  label: string
}

const taut = 'M8 12C24 12 32 12 32 12M32 12C32 12 40 12 56 12'
const slack = 'M8 12C16 18 24 21 32 21M32 21C40 21 48 18 56 12'
const parted = 'M8 12C15 12 19 15 20 23M44 23C45 15 49 12 56 12'

export const ropes: Record<Status, Rope> = {
  idle: { path: parted, tone: 'tone-idle', label: 'Disconnected' },
  connecting: { path: slack, tone: 'tone-busy', label: 'Connecting' },
  open: { path: taut, tone: 'tone-open', label: 'Connected' },
  closing: { path: slack, tone: 'tone-busy', label: 'Closing' },
  waiting: { path: parted, tone: 'tone-lost', label: 'Line parted' },
  failed: { path: parted, tone: 'tone-lost', label: 'Gave up' },
}
