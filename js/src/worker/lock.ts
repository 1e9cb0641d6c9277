export interface Held {
  readonly name: string
  readonly release: () => void
}

/** A lock that nobody else asks for but who wants to know when this page, or this worker, is gone. */
export function holdLock(name = `hawser ${crypto.randomUUID()}`): Promise<Held> {
  return new Promise((resolve, reject) => {
    const granted = () => new Promise<void>((release) => resolve({ name, release }))
    navigator.locks.request(name, granted).catch(reject)
  })
}

/** Runs once the holder of a lock is gone, unless the signal comes first. Whoever waits shares it: it is no holder. */
export function whenGone(name: string, gone: () => void, signal: AbortSignal): void {
  navigator.locks.request(name, { mode: 'shared', signal }, gone).catch(() => {})
}

/** One tab after the other. @throws what the signal says, if it comes before this one's turn */
export const inTurn = <T>(name: string, signal: AbortSignal, run: () => Promise<T>): Promise<T> =>
  navigator.locks.request(name, { signal }, run) as Promise<T>
