import type { ConnectionError } from 'hawser'
import { describe, expect, it, vi } from 'vitest'
import { ashore } from './support/ashore.js'
import { record, windClock } from './support/world.js'

const page = ashore()

describe('a page that reads slowly', () => {
  it('gets one batch at a time, and then all that came up meanwhile', () => {
    const made = page.online()
    const told: unknown[] = []
    made.on('n', (n) => told.push(n))
    const before = page.worker.batches().length
    page.worker.hold()
    for (let n = 0; n < 100; n++) page.net.last.receives({ type: 'n', payload: n })
    page.worker.release()

    expect(told).toEqual(Array.from({ length: 100 }, (_, n) => n))
    expect(page.worker.batches().length - before).toBe(2)
  })

  it('gets a stream in few batches, and a word of the connection at once', async () => {
    windClock()
    await page.limit({ pace: 4 })
    const made = page.online()
    const told = record(made, ['n', 'close'])
    const before = page.worker.batches().length
    for (let n = 0; n < 100; n++) {
      page.net.last.receives({ type: 'n', payload: n })
      await vi.advanceTimersByTimeAsync(0.5)
    }
    expect(page.worker.batches().length - before).toBeLessThan(20)
    page.net.last.drops()

    expect(told).toHaveLength(101)
    expect(told.at(-1)).toEqual(['close', { code: 1006, reason: '', wasClean: false }])
  })

  it('is told how much was let go, in order, and loses no word of the connection', async () => {
    await page.limit({ records: 10, bytes: 1e6 })
    const made = page.online()
    const told = record(made, ['error', 'close', 'n'])
    const errors: ConnectionError[] = []
    made.on('error', (error) => errors.push(error))
    page.worker.hold()
    for (let n = 0; n < 100; n++) page.net.last.receives({ type: 'n', payload: n })
    page.net.last.drops()
    page.worker.release()

    expect(told.slice(-3)).toEqual([
      ['n', 10],
      ['close', { code: 1006, reason: '', wasClean: false }],
      ['error', 'overflow'],
    ])
    expect(errors.at(-1)?.details).toEqual({ messages: 89 })
  })

  it('is given up on when even that is too much, and comes back by itself', async () => {
    await page.limit({ records: 5, bytes: 1e6 })
    const made = page.online({ reconnect: { first: 0 } })
    const told = record(made, ['error', 'status'])
    page.worker.hold()
    for (let n = 0; n < 20; n++) made.subscribe(`channel ${n}`)
    for (let n = 0; n < 20; n++) made.unsubscribe(`channel ${n}`)
    page.worker.obey()
    expect(page.net.last.closes).toHaveLength(1)
    page.worker.release()
    expect(told.slice(-2)).toEqual([
      ['error', 'engine-failed'],
      ['status', 'waiting'],
    ])
    await vi.waitFor(() => expect(page.net.sockets).toHaveLength(2))
    page.net.last.opens()
    expect(made.status).toBe('open')
  })
})
