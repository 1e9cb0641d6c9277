import { describe, expect, it, vi } from 'vitest'
import { ashore } from './support/ashore.js'
import { record, windClock } from './support/world.js'

const page = ashore()

describe('an order shows at once', () => {
  it('also while the worker does not know of it', () => {
    const made = page.client()
    page.worker.hold()
    made.connect()
    expect(made.status).toBe('connecting')
    page.worker.release()
    page.net.last.opens()
    expect(made.status).toBe('open')
    page.worker.hold()
    made.disconnect()
    expect(made.status).toBe('closing')
    made.connect()
    expect(made.status).toBe('connecting')
    page.worker.release()
    expect([made.status, page.net.sockets.length]).toEqual(['connecting', 2])
  })

  it('and nothing that was told before it does', () => {
    const made = page.online()
    const told = record(made)
    page.worker.hold()
    page.net.last.drops()
    made.disconnect()
    expect(made.status).toBe('closing')
    page.worker.release()

    expect([made.status, told]).toEqual(['idle', [['status', 'idle']]])
  })

  it('as does the verdict of reconnect.retry, however late it comes', async () => {
    windClock()
    const made = page.online({ reconnect: { first: 1, jitter: 'none', retry: ({ code }) => code !== 4401 } })
    const told = record(made, ['close', 'reconnect-failed', 'reconnecting'])
    page.worker.hold()
    page.net.last.drops(4401, 'who are you', true)
    await vi.advanceTimersByTimeAsync(100)
    page.worker.release()

    expect(told).toEqual([
      ['close', { code: 4401, reason: 'who are you', wasClean: true }],
      ['reconnect-failed', { attempts: 0, close: { code: 4401, reason: 'who are you', wasClean: true } }],
    ])
    expect([made.status, page.net.sockets.length]).toEqual(['failed', 1])
  })
})
