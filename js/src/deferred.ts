/** A promise and its two ends. Nobody has to watch it: an unheard rejection isn't reported as uncaught. */
export interface Deferred<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (error: unknown) => void
}

export function deferred<T = void>(): Deferred<T> {
  let ends: Omit<Deferred<T>, 'promise'> | undefined
  const promise = new Promise<T>((resolve, reject) => (ends = { resolve, reject }))
  promise.catch(() => {})
  return { promise, ...(ends as unknown as Omit<Deferred<T>, 'promise'>) }
}
