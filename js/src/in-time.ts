import { ConnectionError } from './errors.js'

/** Milliseconds. An engine that comes later is there for the next attempt. */
const patience = 30_000

/** What is brought, unless the network hangs. @throws ConnectionError `engine-failed` */
export async function inTime<T>(brought: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooLate()), patience)
  })
  try {
    return await Promise.race([brought, late])
  } finally {
    clearTimeout(timer)
  }
}

const tooLate = () =>
  new ConnectionError('engine-failed', `The engine was not there after ${patience / 1000} s`, {
    reason: 'network',
    temporary: true,
  })
