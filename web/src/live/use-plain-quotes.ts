import { useChannel } from 'hawser/react'
import { useEffect } from 'react'

// Milliseconds for which the slider must rest.
const rest = 120

/** Holds the channel of quotes, and tells the server how fast they shall come: at every change, and on every new link. */
export function usePlainQuotes(perSecond: number) {
  const { status, publish } = useChannel('quotes')
  useEffect(() => {
    if (status !== 'subscribed') return
    const timer = setTimeout(() => publish({ perSecond }, 'rate'), rest)
    return () => clearTimeout(timer)
  }, [status, publish, perSecond])
}
