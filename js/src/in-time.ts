import { ConnectionError } from './errors.js'

/** Milliseconds, for what comes over the network. */
const patience = 30_000

/** @throws ConnectionError `engine-failed`: the network hangs */
export function inTime<T>(brought: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(tooLate()), patience)
    // In Node, nothing else is kept waiting by it.
    if (typeof timer === 'object') (timer as { unref(): void }).unref()
    brought.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** What is brought once. After a failure, or if it hangs, it is asked for again; but one that comes late is there, too. */
export function broughtOnce<T>(bring: () => Promise<T>): () => Promise<T> {
  let brought: Promise<T> | undefined
  const ask = () => {
    const late = bring()
    const asked = inTime(late).catch((error: unknown) => {
      if (brought === asked) brought = undefined
      throw error
    })
    late.then(
      () => (brought = late),
      () => {},
    )
    return asked
  }
  return () => (brought ??= ask())
}

const tooLate = () =>
  new ConnectionError('engine-failed', `Of the engine, something was not there after ${patience / 1000} s`, {
    reason: 'network',
    temporary: true,
  })
