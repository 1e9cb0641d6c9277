import { vi } from 'vitest'
import { online, windClock } from './world.js'

export interface Quote {
  symbol: string
  price: number
}

export type Incoming = { quote: Quote; tick: number; trade: { instrument: { id: string | number }; at: number } }

export const quote = (symbol: string, price: number) => ({ type: 'quote', payload: { symbol, price } })
export const tick = (payload: number) => ({ type: 'tick', payload })

/** Lets the next frame come; nothing is drawn here, so it is a timer's. */
export const frame = (milliseconds = 16) => vi.advanceTimersByTime(milliseconds)

/** A client that is online, by a clock that is wound by hand. */
export async function begun(options: Parameters<typeof online<Incoming>>[0] = {}) {
  const made = await online<Incoming>(options)
  windClock()
  return made
}
