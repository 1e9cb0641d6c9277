import { z } from 'zod'

const deeds = /** @type {const} */ (['kill', 'start', 'restart', 'forget', 'pause', 'wake'])
const streams = /** @type {const} */ (['quotes', 'board'])

/** Most quotes a second that a visitor may ask for. */
const fastest = 20_000

/** What is asked by whom. A real server would know its users by a session. */
export const tokenOrder = z.object({
  user: z.string().regex(/^[A-Za-z0-9-]{8,64}$/),
  name: z.string().trim().min(1).max(32),
})

/** What shall be done to the broker. */
export const machineOrder = z.object({ machine: z.enum(['A', 'B', 'redis']), do: z.enum(deeds) })

/** How fast the quotes shall come, and in which form. */
export const quotesOrder = z.object({ perSecond: z.number().int().min(1).max(fastest), stream: z.enum(streams) })

/** @typedef {typeof deeds[number]} Deed */
/** @typedef {typeof streams[number]} Stream */
