import { useRef } from 'react'
import { useChat } from './chat-context'

// Milliseconds between two words of it.
const pause = 2000

/** Tells the room that I am typing; not each key. */
export function useTyping() {
  const { tellTyping } = useChat()
  const toldAt = useRef(Number.NEGATIVE_INFINITY)
  return () => {
    const now = performance.now()
    if (now - toldAt.current < pause) return
    toldAt.current = now
    tellTyping()
  }
}
