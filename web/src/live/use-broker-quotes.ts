import { useChannel, useEvent } from 'hawser/react'
import { useEffect } from 'react'
import { useBroker } from '../connection/client'
import { order } from '../connection/order'
import { record } from '../connection/recorder'
import { type Board, createBoard } from './board'
import type { Stream } from './stream'

// Milliseconds for which the slider must rest, and between two signs that this page is there.
const rest = 120
const pace = 5000

const channels: Record<Stream, string> = { each: 'quotes:each', whole: 'board:whole', delta: 'board:delta' }

const board: Board = createBoard()

/** Holds a channel of quotes, and has the site's server publish in it. */
export function useBrokerQuotes(perSecond: number, stream: Stream, isListening: boolean) {
  const broker = useBroker()
  useChannel('quotes:figures', { client: broker })
  useChannel(channels[stream], { client: broker, ...(stream === 'delta' && { delta: 'fossil' }) })
  // Whoever looks at the prices wants each: a board is taken apart.
  useEvent(isListening ? broker : null, 'board', (lines) => {
    for (const quote of board.changes(lines)) broker.dispatch('quote', quote)
  })

  useEffect(() => {
    const wish = { perSecond, stream: stream === 'each' ? 'quotes' : 'board' }
    const ask = () => order('/quotes', wish).catch((detail) => record({ direction: 'event', type: 'refused', detail }))
    const first = setTimeout(ask, rest)
    const timer = setInterval(ask, pace)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [perSecond, stream])
}
