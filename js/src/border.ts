// The layout of what crosses between the engine and JavaScript. Twin of src/wasm/border.h; a test compares them.

/** Words of 32 bits in a record: client, kind, then six fields. */
export const recordWords = 8

/** What a record says; the comment names its fields. Offsets are bytes of the frame at hand, pointers are addresses. */
export const Kind = {
  resolve: 0, // link, renew the token
  changed: 1, // state
  connected: 2, // attempts, detail pointer, detail length
  closed: 3, // code, clean, reason pointer, reason length
  retrying: 4, // attempt, delay in ms
  gaveUp: 5, // attempts
  deliver: 6, // route, channel, payload begin, payload end, whole begin, whole end
  deliverText: 7,
  deliverBinary: 8,
  maybePong: 9,
  subscription: 10, // channel, status
  settled: 11, // ticket, outcome, body begin, body end, detail pointer, detail length
  left: 12, // ticket
  dropped: 13, // ticket, reason
  fault: 14, // code, channel, why pointer, why length, body begin, body end
  ask: 15, // ask, channel (0: the connection), wants (1: the token, 2: the data, 3: both)
  publication: 16, // route, channel, payload begin, payload end, offset low, offset high
  keptPublication: 17, // the same, but the payload is a pointer and a length: of a text
  context: 18, // of the next record's publication: detail pointer, detail length; or 0, 0, info begin, info end
  member: 19, // channel, joined, detail pointer, detail length
  subscribed: 20, // channel, detail pointer, detail length
  unsubscribed: 21, // channel, code, reason pointer, reason length
  adopted: 22, // channel, name pointer, name length
  refusal: 23, // channel (0: the connection), phase, code, temporary, message pointer, message length
  fresh: 24, // view
  moved: 25, // channel, offset low, offset high
  keptBytes: 26, // the same as 17, but of bytes
} as const

// Numbers of the engine's enums, in their order: src/core/state.h, src/core/io.h, src/client/client.h.
export const states = ['idle', 'connecting', 'open', 'closing', 'waiting', 'failed'] as const
export const subscriptionStates = ['unsubscribed', 'subscribing', 'subscribed'] as const
export const hints = [
  'online',
  'offline',
  'visible',
  'hidden',
  'frozen',
  'resumed',
  'page_shown',
  'page_hidden',
] as const
export const fates = [
  'sent',
  'queued',
  'refused_full',
  'refused_rate',
  'refused_disconnected',
  'refused_too_large',
] as const
export const outcomes = ['done', 'refused', 'timed_out', 'closed', 'dropped'] as const
export const dropReasons = ['full', 'disconnected', 'other_destination', 'withdrawn'] as const
export const faultCodes = [
  'timeout',
  'unresolved',
  'bad_message',
  'too_large',
  'server',
  'unanswered',
  'connect_failed',
] as const

/** What a client asks a Centrifugo broker: the numbers of `call`. */
export const operations = ['publish', 'rpc', 'send', 'presence', 'presence_stats', 'history'] as const
/** What the broker refused, or what could not be had for it. */
export const phases = ['connect', 'subscribe', 'refresh', 'sub_refresh', 'token', 'data'] as const

export type Operation = (typeof operations)[number]
export type Phase = (typeof phases)[number]
export type Hint = (typeof hints)[number]
export type Fate = (typeof fates)[number]
export type DropReason = (typeof dropReasons)[number]

/** In place of a route: a view took the message, and only those hear it who hear everything. */
export const viewed = 0xffff_ffff

/** What `unanswered` says is lacking. */
export const Lack = { token: 0, permission: 1, data: 2 } as const

/** Flags of `send`. */
export const Flag = { binary: 1, dontQueue: 2 } as const
