export interface Held {
  readonly name: string
  readonly release: () => void
}

/** A lock that nobody else asks for but who wants to know when this page, or this worker, is gone. */
export function holdLock(): Promise<Held> {
  const name = `hawser ${crypto.randomUUID()}`
  return new Promise((resolve, reject) => {
    const granted = () => new Promise<void>((release) => resolve({ name, release }))
    navigator.locks.request(name, granted).catch(reject)
  })
}

/** Runs once the holder of a lock is gone, unless the signal comes first. */
export function whenGone(name: string, gone: () => void, signal: AbortSignal): void {
  navigator.locks.request(name, { signal }, gone).catch(() => {})
}
