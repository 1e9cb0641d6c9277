import { ConnectionError } from 'hawser'
import { describe, expect, it, vi } from 'vitest'
import { codeOf, online, record, tick, uncaught, windClock, world } from './support/world.js'

describe('connecting', () => {
  it('is idle and dials nobody until it is told to', async () => {
    const { client, net } = await world()

    expect([client.status, client.isConnected, net.sockets.length]).toEqual(['idle', false, 0])
  })

  it('tells what happens, in order', async () => {
    const { client, net } = await world()
    const told = record(client)

    client.connect()
    net.last.opens('v2')

    expect(told).toEqual([
      ['status', 'connecting'],
      ['status', 'open'],
      ['open', { reconnected: false, attempts: 0, protocol: 'v2' }],
    ])
    expect(client.isConnected).toBe(true)
  })

  it('dials once, however often it is asked', async () => {
    const { client, net } = await world()
    client.connect()
    client.connect()
    net.last.opens()
    client.connect()

    expect(net.sockets).toHaveLength(1)
  })

  it('tells of a refused connection, and tries again', async () => {
    windClock()
    const { client, net } = await world({ reconnect: { first: 100, jitter: 'none' } })
    const told = record(client)
    client.connect()
    net.last.refuses()
    vi.advanceTimersByTime(100)

    expect(told.slice(1)).toEqual([
      ['error', 'connect-failed'],
      ['status', 'waiting'],
      ['reconnecting', { attempt: 1, delay: 100 }],
      ['status', 'connecting'],
    ])
    expect(net.sockets).toHaveLength(2)
  })

  it('gives up an upgrade that is not answered', async () => {
    windClock()
    const { client, net } = await world({ connectTimeout: 2000 })
    const told = record(client)
    client.connect()
    vi.advanceTimersByTime(2000)

    expect(told).toContainEqual(['error', 'timeout'])
    expect(net.last.closes).toHaveLength(1)
  })

  it('turns an error without a close, as a CSP makes it, into a failed attempt', async () => {
    const { client, net } = await world()
    const told = record(client)
    client.connect()
    net.last.readyState = 3
    net.last.onerror?.()

    await vi.waitFor(() => expect(told).toContainEqual(['error', 'connect-failed']))
  })

  it('tells of a WebSocket whose constructor throws', async () => {
    class Forbidden {
      constructor() {
        throw new DOMException('mixed content', 'SecurityError')
      }
    }
    const { client } = await world({ WebSocket: Forbidden })
    const errors: ConnectionError[] = []
    client.on('error', (error) => errors.push(error))
    client.connect()

    expect(errors).toMatchObject([
      { code: 'connect-failed', message: 'The connection could not be prepared: SecurityError: mixed content' },
    ])
    expect(client.status).toBe('waiting')
  })

  it('tells what its constructor says, without what that quotes of the URL and the protocols', async () => {
    class Picky {
      constructor(url: string, [protocol]: string[]) {
        throw new DOMException(`'${protocol}' won't do for ${url}`, 'SyntaxError')
      }
    }
    const { client } = await world({ WebSocket: Picky as never, protocols: ['a b'] }, 'ws://host/?token=secret')
    const messages: string[] = []
    client.on('error', ({ message }) => messages.push(message))
    client.connect()

    expect(messages).toEqual(["The connection could not be prepared: SyntaxError: … won't do for …"])
  })
})

describe('giving up', () => {
  it('tells how the last attempt failed', async () => {
    windClock()
    const { client, net } = await world({ reconnect: { first: 10, attempts: 1, jitter: 'none' }, connectTimeout: 100 })
    const ready = client.ready()
    net.last.refuses()
    vi.advanceTimersByTime(110)

    await expect(ready).rejects.toMatchObject({ code: 'gave-up', cause: { code: 'timeout' }, details: undefined })
  })

  it('tells the close that was final, and forgets it once another attempt has failed', async () => {
    windClock()
    const { client, net } = await online({ reconnect: false })
    const messages = client.messages('a')[Symbol.asyncIterator]().next()
    const told = record(client, ['reconnect-failed'])
    net.last.drops(4001, 'no')
    await expect(messages).rejects.toMatchObject({ code: 'gave-up', details: { code: 4001, reason: 'no' } })
    const ready = client.ready()
    net.last.refuses()

    await expect(ready).rejects.toMatchObject({ cause: { code: 'connect-failed' }, details: undefined })
    expect(told.at(-1)).toEqual(['reconnect-failed', { attempts: 0 }])
  })
})

describe("the client's methods", () => {
  it('may be taken off it', async () => {
    const { client, net } = await world()
    const { connect, emit, send, on, request, reconnect, disconnect, stats } = client
    const told: unknown[] = []
    on('a', (value) => told.push(value))
    connect()
    net.last.opens()
    emit('a', 1)
    send('text')
    void request({ type: 'b' }).catch(() => {})
    net.last.receives({ type: 'a', payload: 1 })
    expect(net.last.sent).toEqual(['{"type":"a","payload":1}', 'text', '{"type":"b","id":1}'])
    expect([told, stats().opens]).toEqual([[1], 1])
    reconnect()
    expect(net.sockets).toHaveLength(2)
    disconnect()

    expect(client.status).toBe('idle')
    expect(Object.keys(client)).toEqual([])
  })
})

describe('a lost link', () => {
  it('is told, dialled again after the delay, and told to be a reconnection', async () => {
    windClock()
    const { client, net } = await online({ reconnect: { first: 200, jitter: 'none' } })
    const told = record(client)
    net.last.drops(4321, 'bye')
    vi.advanceTimersByTime(199)
    expect(net.sockets).toHaveLength(1)
    vi.advanceTimersByTime(1)
    net.last.opens()

    expect(told).toEqual([
      ['status', 'waiting'],
      ['close', { code: 4321, reason: 'bye', wasClean: true }],
      ['reconnecting', { attempt: 1, delay: 200 }],
      ['status', 'connecting'],
      ['status', 'open'],
      ['open', { reconnected: true, attempts: 1, protocol: '' }],
    ])
  })

  it.each([999, 1005, 1015, 5000, 65535])('may be closed with any code: %i', async (code) => {
    const { client, net } = await online()
    const told = record(client, ['close'])
    net.last.drops(code, 'é'.repeat(60))

    expect(told).toEqual([['close', { code, reason: 'é'.repeat(60), wasClean: true }]])
  })

  it('climbs the fixed ladder of 1, 2, 4, 8 and 16 seconds, and then gives up', async () => {
    windClock()
    const { client, net } = await online({ reconnect: { first: 1000, attempts: 5, jitter: 'none' } })
    const told = record(client, ['reconnecting', 'reconnect-failed'])
    net.last.drops()
    for (const delay of [1000, 2000, 4000, 8000, 16_000]) {
      vi.advanceTimersByTime(delay)
      net.last.refuses()
    }

    expect(told).toEqual([
      ...[1000, 2000, 4000, 8000, 16_000].map((delay, before) => ['reconnecting', { attempt: before + 1, delay }]),
      ['reconnect-failed', { attempts: 5 }],
    ])
    expect(client.status).toBe('failed')
    expect(net.sockets).toHaveLength(6)
  })

  it('is final where reconnection is off, and says with which close', async () => {
    const { client, net } = await online({ reconnect: false })
    const told = record(client, ['reconnect-failed'])
    net.last.drops(4000, 'no')

    expect(told).toEqual([['reconnect-failed', { attempts: 0, close: { code: 4000, reason: 'no', wasClean: true } }]])
  })

  it('is final where the predicate says so', async () => {
    const { client, net } = await online({ reconnect: { retry: ({ code }) => code !== 4401 } })
    const told = record(client)
    net.last.drops(4401, 'unauthorized')

    expect(told).toEqual([
      ['status', 'waiting'],
      ['close', { code: 4401, reason: 'unauthorized', wasClean: true }],
      ['status', 'failed'],
      ['reconnect-failed', { attempts: 0, close: { code: 4401, reason: 'unauthorized', wasClean: true } }],
    ])
  })

  it('is dialled again where the predicate throws, which is reported', async () => {
    const errors = uncaught()
    const retry = () => {
      throw new Error('a bug')
    }
    const { client, net } = await online({ reconnect: { retry } })
    net.last.drops()

    expect([client.status, errors.length]).toEqual(['waiting', 1])
  })

  it('starts afresh with connect() after it failed', async () => {
    const { client, net } = await online({ reconnect: false })
    net.last.drops()
    client.connect()
    net.last.opens()

    expect(client.status).toBe('open')
  })
})

describe('disconnect()', () => {
  it('waits for the server, tells one close, and then nothing more', async () => {
    const { client, net } = await online()
    const told = record(client)
    client.disconnect(3001, 'done')
    expect(client.status).toBe('closing')
    net.last.receives({ type: 'late' }).drops(3001, 'done')
    net.last.receives({ type: 'later' }).drops()

    expect(net.last.closes[0]).toEqual([3001, 'done'])
    expect(told).toEqual([
      ['status', 'closing'],
      ['status', 'idle'],
      ['close', { code: 3001, reason: 'done', wasClean: true }],
    ])
  })

  it('is done after closeTimeout, whatever the server does', async () => {
    windClock()
    const { client } = await online({ closeTimeout: 1000 })
    const told = record(client, ['close'])
    client.disconnect()
    vi.advanceTimersByTime(1000)

    expect([client.status, told]).toEqual(['idle', [['close', { code: 1006, reason: '', wasClean: false }]]])
  })

  it('cancels an attempt, and one that is planned', async () => {
    windClock()
    const { client, net } = await world({ reconnect: { first: 100, jitter: 'none' } })
    client.connect()
    client.disconnect()
    expect([client.status, net.last.closes.length]).toEqual(['idle', 1])

    client.connect()
    net.last.refuses()
    client.disconnect()
    vi.advanceTimersByTime(10_000)
    expect([client.status, net.sockets.length]).toEqual(['idle', 2])
  })

  it('refuses what a browser would throw at', async () => {
    const { client } = await online()

    expect(codeOf(() => client.disconnect(1001))).toBe('bad-close')
    expect(codeOf(() => client.disconnect(5000))).toBe('bad-close')
    expect(codeOf(() => client.disconnect(3000.7))).toBe('bad-close')
    expect(codeOf(() => client.disconnect(1000, '€'.repeat(42)))).toBe('bad-close')
    expect(client.status).toBe('open')
  })

  it('in a listener stops what was still to be told', async () => {
    const { client, net } = await online()
    const told: unknown[] = []
    client.on('a', () => {
      told.push('first')
      client.disconnect()
    })
    client.on('a', () => told.push('second'))
    net.last.receives({ type: 'a' }, { type: 'a' })

    expect(told).toEqual(['first'])
  })

  it('may be followed by connect() at once', async () => {
    const { client, net } = await online()
    client.disconnect()
    client.connect()
    net.last.opens()

    expect([client.status, net.sockets.length]).toEqual(['open', 2])
  })
})

describe('reconnect()', () => {
  it('drops the link and dials anew at once', async () => {
    const { client, net } = await online()
    const told = record(client)
    client.reconnect()

    expect(net.sockets).toHaveLength(2)
    expect(net.sockets[0]?.closes).not.toHaveLength(0)
    expect(told[0]).toEqual(['status', 'connecting'])
    expect(told[1]).toMatchObject(['close', { code: 1000 }])
  })

  it('connects where nothing was connected', async () => {
    const { client, net } = await world()
    client.reconnect()

    expect(net.sockets).toHaveLength(1)
  })
})

describe('ready()', () => {
  it('connects and resolves when open', async () => {
    const { client, net } = await world()
    const ready = client.ready()
    net.last.opens()

    await expect(ready).resolves.toBeUndefined()
    await expect(client.ready()).resolves.toBeUndefined()
  })

  it('is the same promise for as long as its answer is the same', async () => {
    const { client, net } = await world()
    const ready = client.ready()
    expect(client.ready()).toBe(ready)
    net.last.opens()
    expect(client.ready()).toBe(ready)
    net.last.drops()
    expect(client.ready()).not.toBe(ready)
  })

  it('rejects when the signal is aborted, before or meanwhile', async () => {
    const { client, net } = await world()
    await expect(client.ready({ signal: AbortSignal.abort('why') })).rejects.toMatchObject({
      code: 'aborted',
      cause: 'why',
    })
    expect(net.sockets).toHaveLength(0)

    const control = new AbortController()
    const ready = client.ready({ signal: control.signal })
    control.abort()
    await expect(ready).rejects.toMatchObject({ code: 'aborted' })
    expect(client.status).toBe('connecting')
  })

  it('connects anew while the last link is being closed', async () => {
    const { client, net } = await online()
    client.disconnect()
    const ready = client.ready()
    net.last.opens()

    await expect(ready).resolves.toBeUndefined()
  })

  it('rejects with what ended the wait', async () => {
    const { client, net } = await world({ reconnect: false })
    const first = client.ready()
    net.last.refuses()
    await expect(first).rejects.toMatchObject({ code: 'gave-up' })

    const second = client.ready()
    client.disconnect()
    await expect(second).rejects.toMatchObject({ code: 'closed' })
  })
})

describe('destroy()', () => {
  it('hangs up, tells nothing more and frees the client', async () => {
    const { client, net } = await online()
    const told = record(client)
    client.destroy()
    client.destroy()

    expect(net.last.closes).not.toHaveLength(0)
    expect([client.status, told]).toEqual(['idle', []])
    expect(codeOf(() => client.connect())).toBe('destroyed')
    expect(codeOf(() => client.send('x'))).toBe('destroyed')
    await expect(client.ready()).rejects.toMatchObject({ code: 'destroyed' })
    await expect(client.request({})).rejects.toMatchObject({ code: 'destroyed' })
    client.disconnect()
  })

  it('in a listener stops what was still to be told', async () => {
    const { client, net } = await online()
    const told: unknown[] = []
    client.on('a', () => {
      told.push('first')
      client.destroy()
    })
    client.on('a', () => told.push('second'))
    net.last.receives({ type: 'a' }, { type: 'a' })
    await tick()

    expect(told).toEqual(['first'])
  })

  it('settles what is waited for', async () => {
    const { client } = await world()
    const ready = client.ready()
    const { done } = client.send('x')
    const reply = client.request({ type: 'who' })
    client.destroy()

    await expect(ready).rejects.toBeInstanceOf(ConnectionError)
    await expect(done).rejects.toMatchObject({ code: 'dropped' })
    await expect(reply).rejects.toMatchObject({ code: expect.stringMatching(/closed|dropped/) })
  })
})

it('counts', async () => {
  const { client, net } = await online()
  client.on('a', () => {})
  net.last.receives({ type: 'a' }, { type: 'nobody listens' })
  client.send('hello')

  expect(client.stats()).toMatchObject({
    status: 'open',
    received: 2,
    ignored: 1,
    sent: 1,
    sentBytes: 5,
    opens: 1,
    queued: 0,
  })
  expect(client.stats().rtt).toBeUndefined()
})

it('has figures before there is an engine', async () => {
  const { client } = await world()
  client.send('héllo')
  client.subscribe('news')

  expect(client.stats()).toMatchObject({ status: 'idle', queued: 1, queuedBytes: 6, channels: 1, received: 0 })
})
