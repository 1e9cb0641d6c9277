import type { RoomSummary } from '../connection/protocol'

/** The rooms, where the broker knows channels only. */
export const rooms = [
  { name: 'harbour', title: 'Harbour' },
  { name: 'bridge', title: 'Bridge' },
  { name: 'engine-room', title: 'Engine room' },
  { name: 'galley', title: 'Galley' },
] as const

export const nobodyKnows: readonly RoomSummary[] = rooms.map((room) => ({ ...room, users: 0, total: Number.NaN }))

/** The channel in which is told who is in a room. */
export const deckOf = (channel: string) => channel.replace('room:', 'deck:')
