import type { Line } from '../connection/protocol'

/**
 * How far a line of mine has come: kept in the outbox, handed to the socket, said in the room, or let go.
 * Lines of others are only ever `said`.
 */
export type Progress = 'kept' | 'sent' | 'said' | 'dropped'

export interface SaidEntry extends Line {
  kind: 'line'
  progress: Progress
  /** The link that it was sent on, counted from 1: when another one is up, its echo won't come any more. */
  link?: number
}

interface NoticeEntry {
  kind: 'notice'
  id: string
  at: number
  text: string
}

export type Entry = SaidEntry | NoticeEntry

export const isSettled = (entry: Entry) => entry.kind === 'notice' || entry.progress === 'said'

export const asSaid = (line: Line): SaidEntry => ({ ...line, kind: 'line', progress: 'said' })
