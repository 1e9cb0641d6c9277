import { z } from 'zod'
import { labCommand } from './lab-commands.js'

/** Most messages a second that one subscriber may ask of the quotes. */
const fastest = 20_000

const id = z.union([z.number().int(), z.string().max(64)]).optional()
const room = z.string().regex(/^room:[a-z-]{1,32}$/)
const channel = z.union([z.literal('lobby'), z.literal('quotes'), room])
const name = z.string().trim().min(1).max(32)
const text = z.string().trim().min(1).max(2000)

/** Everything that a client may say. */
const incoming = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ping'), id }),
  z.object({ type: z.literal('whoami'), id }),
  z.object({ type: z.literal('hello'), id, payload: z.object({ name }) }),
  z.object({ type: z.literal('subscribe'), id, channel }),
  z.object({ type: z.literal('unsubscribe'), id, channel }),
  z.object({ type: z.literal('chat'), id, channel: room, payload: z.object({ id: z.string().min(8).max(64), text }) }),
  z.object({ type: z.literal('typing'), id, channel: room }),
  z.object({
    type: z.literal('rate'),
    id,
    channel: z.literal('quotes'),
    payload: z.object({ perSecond: z.number().int().min(1).max(fastest) }),
  }),
  z.object({ type: z.literal('lab'), id, payload: labCommand }),
])

/** @typedef {z.infer<typeof incoming>} Incoming */
/**
 * @template {Incoming['type']} T
 * @typedef {Extract<Incoming, { type: T }>} Said
 */
/**
 * What the server says.
 * @typedef {object} Outgoing
 * @property {string} type
 * @property {unknown} [payload]
 * @property {string} [channel]
 * @property {string | number | undefined} [id]
 * @property {{ code: string, message: string }} [error]
 */

/**
 * @param {string} text
 * @returns {{ ok: true, message: Incoming } | { ok: false, reason: string, id?: string | number | undefined }}
 */
export function read(text) {
  const value = parse(text)
  if (value === undefined) return { ok: false, reason: 'not JSON' }
  const result = incoming.safeParse(value)
  if (result.success) return { ok: true, message: result.data }
  return { ok: false, reason: z.prettifyError(result.error), id: idOf(value) }
}

/** @param {string} text */
function parse(text) {
  try {
    return /** @type {unknown} */ (JSON.parse(text))
  } catch {
    return undefined
  }
}

// A refusal can still be told to the request that it belongs to.
/** @param {unknown} value */
function idOf(value) {
  const result = z.object({ id }).safeParse(value)
  return result.success ? result.data.id : undefined
}
