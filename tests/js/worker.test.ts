import type { ClientOptions } from 'hawser'
import { describe, expect, it, vi } from 'vitest'
import { Kind } from '../../js/src/border.js'
import { layouts } from '../../js/src/layouts.js'
import { ashore } from './support/ashore.js'
import { codeOf, record, windClock } from './support/world.js'

const page = ashore()

describe('a client whose engine is in a worker', () => {
  it('hears what it listens to, and no frame goes along whole', () => {
    const made = page.online()
    const told: unknown[] = []
    made.on('chat', (payload, meta) => told.push([payload, meta]))
    made.channel('room').on('message', (payload, meta) => told.push([payload, meta]))
    page.net.last.receives(
      { type: 'chat', payload: 'one' },
      { type: 'other', payload: 'x'.repeat(1000) },
      { type: 'é', channel: 'room', payload: { text: 'zwö' } },
    )

    expect(told).toEqual([
      ['one', { type: 'chat' }],
      [{ text: 'zwö' }, { channel: 'room' }],
    ])
    expect(JSON.stringify(page.worker.batches())).not.toContain('xxx')
  })

  it('gets the memory of a binary message, and no copy of it', () => {
    const made = page.online()
    const told = record(made, ['binary'])
    const { buffer } = new Uint8Array([1, 2, 3])
    page.net.last.receives(buffer)

    expect(told).toEqual([['binary', new Uint8Array([1, 2, 3]).buffer]])
    expect(buffer.byteLength).toBe(0)
  })

  it('takes a message for queued, and is told that it left', async () => {
    const made = page.online()
    const told = record(made, ['drain', 'error'])
    const receipt = made.send('a')

    expect(receipt.fate).toBe('queued')
    await expect(receipt.done).resolves.toBeUndefined()
    expect([page.net.last.sent, told]).toEqual([['a'], [['drain', undefined]]])
  })

  it.each<[string, Partial<ClientOptions>, string]>([
    ['outbox-full', { outbox: { messages: 1, overflow: 'reject' } }, 'outbox-full'],
    ['dropped, as the newest', { outbox: { messages: 1, overflow: 'drop-newest' } }, 'dropped'],
    ['message-too-large', { outbox: { bytes: 3 } }, 'message-too-large'],
  ])('is told of a refusal later: %s', async (_, options, code) => {
    const made = page.online({ ...options, reconnect: { jitter: 'none' } })
    page.net.last.drops()
    const told = record(made, ['error'])
    page.worker.hold()
    made.send('abc')
    const watched = expect(made.send('defg').done).rejects.toMatchObject({ code })
    made.send('hijk')
    page.worker.release()
    await watched

    expect(told).toEqual([['error', code]])
  })

  it('is told of the rate limit later, and a request fails with it', async () => {
    const made = page.online({ rateLimit: { burst: 1, perSecond: 1, overflow: 'reject' } })
    const told = record(made, ['error'])
    made.send('a')
    await expect(made.request({ type: 'b' })).rejects.toMatchObject({ code: 'rate-limited' })

    expect(told).toEqual([])
  })

  it('refuses at once what the page knows to be hopeless', () => {
    const made = page.online()
    page.net.last.drops()
    expect(codeOf(() => made.send('a', { queue: false }))).toBe('disconnected')
    made.disconnect()
    expect(codeOf(() => made.send('a'))).toBe('disconnected')
  })

  it('may change bytes after it has sent them', () => {
    const made = page.online()
    const bytes = new Uint8Array([1, 2, 3]).subarray(1)
    made.send(bytes)
    bytes.fill(9)

    expect(page.net.last.sent).toEqual([[2, 3]])
  })

  it('shows what is on its way as queued', async () => {
    page.worker.hold()
    const made = page.client()
    made.connect()
    page.worker.release()
    page.net.last.opens()
    page.worker.hold()
    made.send('four')
    expect(made.stats()).toMatchObject({ queued: 1, queuedBytes: 4, sent: 0, worker: 'dedicated' })
    page.worker.release()
    expect(made.stats()).toMatchObject({ queued: 0, queuedBytes: 0, sent: 1 })
  })

  it('is told figures that change without news', async () => {
    windClock()
    const made = page.online()
    page.net.last.receives({ type: 'nobody' })
    expect(made.stats().ignored).toBe(0)
    await vi.advanceTimersByTimeAsync(1000)

    expect(made.stats()).toMatchObject({ ignored: 1, received: 1 })
  })

  it('knows the time until the next attempt', async () => {
    windClock()
    const made = page.online({ reconnect: { first: 500, jitter: 'none' } })
    page.net.last.drops()
    await vi.advanceTimersByTimeAsync(200)

    expect(made.stats().nextAttempt).toBeCloseTo(300, -1)
  })
})

it('an engine that stops is told, and the worker starts another', async () => {
  const made = page.online({ reconnect: { first: 0 } })
  const told = record(made, ['error', 'status'])
  page.worker.trap()
  made.send('x')
  expect(told).toEqual([
    ['error', 'engine-failed'],
    ['status', 'waiting'],
  ])
  await vi.waitFor(() => expect(page.net.sockets).toHaveLength(2))
  page.net.last.opens()
  expect(made.status).toBe('open')
})

it('every kind of news is laid out for the crossing, or meant for everybody with its frame', () => {
  const names = Object.entries(Kind).filter(([, kind]) => !layouts[kind])

  expect(names.map(([name]) => name)).toEqual(['connected', 'maybePong'])
})

it('of another build is no worker', async () => {
  expect(await page.worker.answer({ dialect: 'other', lock: '' })).toEqual({ is: 'stranger' })
})
