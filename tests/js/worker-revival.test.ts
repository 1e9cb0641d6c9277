import type { ClientOptions } from 'hawser'
import { expect, it, vi } from 'vitest'
import { ashore } from './support/ashore.js'
import { record, windClock } from './support/world.js'

const page = ashore()

/** A page that comes back so many milliseconds after the engine stopped. */
const after = (first: number): Partial<ClientOptions> => ({ reconnect: { first, jitter: 'none' } })

/** Two pages on an open line, of which the first comes back sooner. */
function two() {
  windClock()
  const [one, other] = [page.client('k', after(100)), page.client('k', after(500))]
  one.connect()
  other.connect()
  page.net.last.opens()
  return [one, other] as const
}

it('pages that come back while their line waits, wait along with it', async () => {
  const [one, other] = two()
  page.worker.trap()
  one.send('x')
  expect([one.status, other.status]).toEqual(['waiting', 'waiting'])
  const told = record(other, ['status', 'reconnecting', 'open'])

  await vi.advanceTimersByTimeAsync(100)
  await vi.waitFor(() => expect(page.net.sockets).toHaveLength(2))
  page.net.last.refuses()
  await vi.advanceTimersByTimeAsync(200)
  page.net.last.refuses()
  expect(page.net.sockets).toHaveLength(3)
  await vi.advanceTimersByTimeAsync(200)
  expect(page.net.sockets).toHaveLength(3)
  expect(told).toEqual([
    ['status', 'connecting'],
    ['status', 'waiting'],
    ['reconnecting', { attempt: 3, delay: expect.any(Number) as number }],
  ])
  await vi.advanceTimersByTimeAsync(200)
  expect(page.net.sockets).toHaveLength(4)
  page.net.last.opens()

  expect([one.status, other.status, told.at(-1)]).toEqual([
    'open',
    'open',
    ['open', { reconnected: true, attempts: 3, protocol: '' }],
  ])
})

it('an order of the user dials at once all the same', async () => {
  const [, other] = two()
  page.net.last.drops()
  const dialled = page.net.sockets.length
  other.connect()

  expect(page.net.sockets).toHaveLength(dialled + 1)
})
