import { z } from 'zod'

/** Kinds of frame that no honest server sends. */
export const garbageKinds = /** @type {const} */ ([
  'text',
  'truncated',
  'deep',
  'huge',
  'duplicates',
  'unknown',
  'lifecycle',
  'prototype',
  'binary',
])

// What a server may put into a close frame: 1004 to 1006 and 1015 exist in reports only.
/** @param {number} code */
function closable(code) {
  return (code >= 1000 && code <= 1014 && (code < 1004 || code > 1006)) || (code >= 3000 && code <= 4999)
}

const seconds = z.number().int().min(1).max(120)

/** What a visitor of the lab may do to their own connection, and only to it. */
export const labCommand = z.discriminatedUnion('do', [
  z.object({ do: z.literal('drop') }),
  z.object({ do: z.literal('freeze'), seconds }),
  z.object({ do: z.literal('slow'), milliseconds: z.number().int().min(1).max(5000), seconds }),
  z.object({
    do: z.literal('close'),
    code: z.number().int().refine(closable, 'a code that a server can send'),
    reason: z.string().max(40).optional(),
  }),
  z.object({ do: z.literal('refuse'), count: z.number().int().min(0).max(20) }),
  z.object({ do: z.literal('stall'), count: z.number().int().min(0).max(5) }),
  z.object({ do: z.literal('flood'), count: z.number().int().min(1).max(50_000) }),
  z.object({ do: z.literal('garbage'), kind: z.enum(garbageKinds).optional() }),
])

/** @typedef {z.infer<typeof labCommand>} LabCommand */
