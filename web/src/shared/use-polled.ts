import { useEffect, useState } from 'react'

/**
 * What `look` sees, again every `interval` milliseconds; it stands still while that is null.
 * @param look - the same function at every render
 */
export function usePolled<T>(look: () => T, interval: number | null): T {
  const [seen, setSeen] = useState(look)
  useEffect(() => {
    if (interval === null) return
    const timer = setInterval(() => setSeen(look), interval)
    return () => clearInterval(timer)
  }, [look, interval])
  return seen
}
