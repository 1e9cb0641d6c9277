/** A line of a room's talk. */
export interface Line {
  /** Made by its author: what comes back under it is the same line. */
  id: string
  user: string
  name: string
  text: string
  /** Milliseconds since 1970. */
  at: number
}

export interface User {
  user: string
  name: string
}

export interface RoomSummary {
  name: string
  title: string
  users: number
  /** Lines ever said; NaN while nobody knows. */
  total: number
}

export interface Quote {
  symbol: string
  price: number
  /** Since the market opened: 0.01 is one per cent. */
  change: number
  n: number
}

interface QuoteFigures {
  perSecond: number
  sent: number
  skipped: number
}

/** Of the ship's log: numbered, without a gap. */
export interface LogEntry {
  /** Of the server's process. */
  run: string
  n: number
}

/** What the server says. */
export interface Incoming {
  rooms: RoomSummary[]
  room: RoomSummary
  history: Line[]
  users: User[]
  chat: Line
  typing: User
  'user-joined': User & { at: number }
  'user-left': User & { at: number }
  quote: Quote
  'quote-figures': QuoteFigures
  flood: { n: number; of: number }
  entry: LogEntry
  /** All prices: `ABC 12.34 0.0123` for each symbol. */
  board: string[]
}

export type GarbageKind =
  | 'text'
  | 'truncated'
  | 'deep'
  | 'huge'
  | 'duplicates'
  | 'unknown'
  | 'lifecycle'
  | 'prototype'
  | 'binary'

/** Trouble that the server makes on request. */
export type LabCommand =
  | { do: 'drop' }
  | { do: 'freeze'; seconds: number }
  | { do: 'slow'; milliseconds: number; seconds: number }
  | { do: 'close'; code: number; reason?: string }
  | { do: 'refuse' | 'stall' | 'flood'; count: number }
  | { do: 'garbage'; kind?: GarbageKind }

/** What the server listens to. */
export interface Outgoing {
  hello: { name: string }
  chat: { id: string; text: string }
  typing: undefined
  whoami: undefined
  rate: { perSecond: number }
  lab: LabCommand
}
