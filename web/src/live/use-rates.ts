import { useEffect, useState } from 'react'
import { client } from '../connection/client'
import { commitsSoFar } from './commits'

export interface Rates {
  received: number
  bytes: number
  ignored: number
  commits: number
}

// Milliseconds between two looks.
const pace = 500
const none: Rates = { received: 0, bytes: 0, ignored: 0, commits: 0 }

function look() {
  const { received, receivedBytes: bytes, ignored } = client.stats()
  return { at: performance.now(), received, bytes, ignored, commits: commitsSoFar() }
}

type Look = ReturnType<typeof look>

function between(a: Look, b: Look): Rates {
  const per = 1000 / (b.at - a.at)
  return {
    received: (b.received - a.received) * per,
    bytes: (b.bytes - a.bytes) * per,
    ignored: (b.ignored - a.ignored) * per,
    commits: (b.commits - a.commits) * per,
  }
}

/** What happens a second, measured twice a second. */
export function useRates(): Rates {
  const [rates, setRates] = useState(none)
  useEffect(() => {
    let before = look()
    const timer = setInterval(() => {
      const now = look()
      setRates(between(before, now))
      before = now
    }, pace)
    return () => clearInterval(timer)
  }, [])
  return rates
}
