import { useRef } from 'react'
import { client } from '../connection/client'

// Milliseconds between two words of it.
const pause = 2000

/** Tells the room that I am typing; not each key, and not when the line is down. */
export function useTyping(channel: string) {
  const toldAt = useRef(Number.NEGATIVE_INFINITY)
  return () => {
    const now = performance.now()
    if (!client.isConnected || now - toldAt.current < pause) return
    toldAt.current = now
    client.send({ type: 'typing', channel }, { queue: false })
  }
}
