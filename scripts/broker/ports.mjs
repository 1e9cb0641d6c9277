import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

// Below the range from which the kernel gives out ports by itself: one that was free stays so while its server restarts.
const [first, end] = [18_000, 32_000]

/** @param {number} port */
const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/** @type {Set<number>} */
const given = new Set()

/** A port of 127.0.0.1 that nobody listens on. */
export async function freePort() {
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(first, end)
    if (given.has(port) || !(await isFree(port))) continue
    given.add(port)
    return port
  }
  throw new Error('there is no free port')
}
