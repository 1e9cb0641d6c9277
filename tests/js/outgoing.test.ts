import { describe, expect, it, vi } from 'vitest'
import { codeOf, errorOf, isRemote, itHere, online, record, tick, windClock, world } from './support/world.js'

describe('what is sent', () => {
  it('texts and bytes as they are, anything else as JSON', async () => {
    const { client, net } = await online()
    const memory = new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7])
    client.send('téxt\0 with a NUL 🚢')
    client.send({ type: 'chat', payload: { text: 'hi' } })
    client.send([1, 2])
    client.send(null)
    client.send(memory.buffer)
    client.send(memory.subarray(2, 4))
    client.send(new DataView(memory.buffer, 6, 2))
    client.send(new Uint16Array(memory.buffer, 0, 1))
    client.send('')

    expect(net.last.sent).toEqual([
      'téxt\0 with a NUL 🚢',
      '{"type":"chat","payload":{"text":"hi"}}',
      '[1,2]',
      'null',
      [0, 1, 2, 3, 4, 5, 6, 7],
      [2, 3],
      [6, 7],
      [0, 1],
      '',
    ])
  })

  it('emit() and publish() write the envelope', async () => {
    const { client, net } = await online()
    client.emit('chat', { text: 'hi' })
    client.emit('bare')
    const news = client.channel('news')
    news.publish({ a: 1 })
    news.publish(2, 'item')

    expect(net.last.said).toEqual([
      { type: 'chat', payload: { text: 'hi' } },
      { type: 'bare' },
      { type: 'subscribe', channel: 'news' },
      { channel: 'news', payload: { a: 1 } },
      { type: 'item', channel: 'news', payload: 2 },
    ])
  })

  it('what JSON has no place for is refused', async () => {
    const { client, net } = await online()
    const circle: { self?: unknown } = {}
    circle.self = circle

    for (const message of [undefined, () => {}, Symbol('s'), 1n, circle, new Blob(['x'])])
      expect(codeOf(() => client.send(message))).toBe('not-serializable')
    expect(net.last.sent).toEqual([])
  })

  itHere('what is longer than maxMessageBytes is refused, counted in bytes', async () => {
    const { client } = await online({ maxMessageBytes: 1000 })

    expect(client.send('x'.repeat(1000)).fate).toBe('sent')
    expect(client.send(new Uint8Array(1000)).fate).toBe('sent')
    for (const [message, bytes] of [
      ['x'.repeat(1001), 'at least 1001'],
      ['é'.repeat(501), '1002'],
      [new Uint8Array(1001), '1001'],
    ])
      expect(() => client.send(message)).toThrow(
        expect.objectContaining({
          code: 'message-too-large',
          message: `The message was refused: it has ${bytes} bytes, and maxMessageBytes is 1000`,
        }),
      )
  })

  itHere('what the outbox could never hold leaves over an open link, and is refused without one', async () => {
    const { client, net } = await online({ maxMessageBytes: 1000, outbox: { bytes: 10 } })
    expect(client.send('x'.repeat(1000)).fate).toBe('sent')
    net.last.drops()
    const { client: early } = await world({ maxMessageBytes: 1000, outbox: { bytes: 10 } })

    for (const without of [client, early])
      expect(() => without.send('ééééé!')).toThrow(
        expect.objectContaining({
          code: 'message-too-large',
          message: 'The message was refused: it has 11 bytes, and outbox.bytes is 10',
        }),
      )
  })
})

describe('fates', () => {
  itHere('sent while open', async () => {
    const { client } = await online()
    const receipt = client.send('x')

    expect(receipt.fate).toBe('sent')
    await expect(receipt.done).resolves.toBeUndefined()
  })

  it('queued until there is a link, then sent in order', async () => {
    const { client, net } = await world()
    const told = record(client, ['drain'])
    const early = client.send('before connect()')
    client.connect()
    const late = client.send(new Uint8Array([1]))
    expect([early.fate, late.fate]).toEqual(['queued', 'queued'])
    expect(client.stats()).toMatchObject({ queued: 2, queuedBytes: 17 })
    net.last.opens()

    await Promise.all([early.done, late.done])
    expect(net.last.sent).toEqual(['before connect()', [1]])
    expect(told).toEqual([['drain', undefined]])
  })

  it('bytes are those of the moment of sending', async () => {
    const { client, net } = await world()
    const bytes = new Uint8Array([1])
    client.send(bytes)
    bytes[0] = 2
    client.connect()
    client.send(bytes)
    bytes[0] = 3
    net.last.opens()

    expect(net.last.sent).toEqual([[1], [2]])
  })

  it('queued over a reconnection', async () => {
    windClock()
    const { client, net } = await online({ reconnect: { first: 100, jitter: 'none' } })
    net.last.drops()
    expect(client.send('x').fate).toBe('queued')
    vi.advanceTimersByTime(100)
    net.last.opens()

    expect(net.last.sent).toEqual(['x'])
  })

  it('refused where it must not be queued', async () => {
    const { client, net } = await online()
    client.send('now', { queue: false })
    net.last.drops()

    expect(codeOf(() => client.send('x', { queue: false }))).toBe('disconnected')
    const { client: early } = await world()
    expect(codeOf(() => early.send('x', { queue: false }))).toBe('disconnected')
  })

  it('refused for now while a link is on its way, and else for good', async () => {
    const { client, net } = await online()
    const refusal = () => errorOf(() => client.send('x', { queue: false }))
    net.last.drops()
    expect(refusal()).toMatchObject({ code: 'disconnected', temporary: true })
    client.reconnect()
    expect(client.status).toBe('connecting')
    expect(refusal()).toMatchObject({ code: 'disconnected', temporary: true })
    client.disconnect()
    expect(refusal()).toMatchObject({ code: 'disconnected', temporary: false })

    const { client: early } = await world()
    expect(errorOf(() => early.send('x', { queue: false }))).toMatchObject({ code: 'disconnected', temporary: false })
  })

  it('refused after disconnect() and after the last attempt', async () => {
    const { client, net } = await online({ reconnect: false })
    net.last.drops()
    expect(codeOf(() => client.send('x'))).toBe('disconnected')
    client.disconnect()
    expect(codeOf(() => client.send('x'))).toBe('disconnected')

    const { client: other } = await world()
    other.disconnect()
    expect(codeOf(() => other.send('x'))).toBe('disconnected')
  })

  it('dropped by disconnect(), as the receipt tells', async () => {
    for (const connect of [true, false]) {
      const { client } = await world()
      if (connect) client.connect()
      const { done } = client.send('x')
      const told = record(client, ['error'])
      client.disconnect()

      await expect(done).rejects.toMatchObject({ code: 'dropped', details: 'disconnected' })
      expect(client.stats()).toMatchObject({ dropped: 1, queued: 0 })
      expect(told).toEqual([])
    }
  })

  it('dropped where the next link leads elsewhere', async () => {
    windClock()
    const urls = ['ws://one/ws?token=1', 'ws://one/ws?token=2', 'ws://two/ws']
    const { client, net } = await world(
      { reconnect: { first: 100, jitter: 'none', spread: 100 } },
      () => urls.shift() ?? '',
    )
    const told = record(client, ['error'])
    client.connect()
    client.send('for one')
    net.last.refuses()
    vi.advanceTimersByTime(100)
    const { done } = client.send('for one, too')
    net.last.refuses()
    expect(client.stats().queued).toBe(2)
    vi.advanceTimersByTime(200)
    net.last.opens()

    await expect(done).rejects.toMatchObject({ code: 'dropped', details: 'other-destination' })
    expect(net.last.sent).toEqual([])
    expect(told.at(-1)).toEqual(['error', 'dropped'])
  })
})

describe.for(isRemote ? [false] : [false, true])('a full outbox, the engine being there: %s', (connected) => {
  const full = async (overflow: 'drop-oldest' | 'drop-newest' | 'reject') => {
    const made = await world({ outbox: { messages: 2, overflow } })
    if (connected) made.client.connect()
    const told = record(made.client, ['error'])
    const receipts = [made.client.send('a'), made.client.send('b')]
    return { ...made, told, receipts }
  }
  const opened = (made: Awaited<ReturnType<typeof full>>) => {
    made.client.connect()
    return made.net.last.opens().sent
  }

  it('drops the oldest and tells who asked', async () => {
    const made = await full('drop-oldest')
    const gone = expect(made.receipts[0]?.done).rejects.toMatchObject({ code: 'dropped', details: 'full' })
    made.client.send('c')

    await gone
    expect(made.told).toEqual([])
    expect(made.client.stats().dropped).toBe(1)
    expect(opened(made)).toEqual(['b', 'c'])
  })

  it('tells everybody, where nobody asked', async () => {
    const made = await full('drop-oldest')
    made.client.send('c')

    expect(made.told).toEqual([['error', 'dropped']])
  })

  it('drops the newest', async () => {
    const made = await full('drop-newest')
    const receipt = made.client.send('c')

    expect(receipt.fate).toBe('dropped')
    await expect(receipt.done).rejects.toMatchObject({ code: 'dropped' })
    expect(opened(made)).toEqual(['a', 'b'])
  })

  it('refuses by throwing', async () => {
    const made = await full('reject')

    expect(codeOf(() => made.client.send('c'))).toBe('outbox-full')
    expect(opened(made)).toEqual(['a', 'b'])
  })

  it('of no messages at all is always full', async () => {
    const made = await world({ outbox: { messages: 0 } })
    if (connected) made.client.connect()

    expect(codeOf(() => made.client.send('x'))).toBe('outbox-full')
  })

  it('counts bytes, too', async () => {
    const made = await world({ maxMessageBytes: 10, outbox: { bytes: 10, overflow: 'reject' } })
    if (connected) made.client.connect()
    made.client.send('ééé')

    expect(codeOf(() => made.client.send('12345'))).toBe('outbox-full')
    expect(codeOf(() => made.client.send('éééééé'))).toBe('message-too-large')
    expect(made.client.send('1234').fate).toBe('queued')
  })
})

describe('the rate limit', () => {
  itHere('queues what is over it, and sends it as time goes by', async () => {
    windClock()
    const { client, net } = await online({ rateLimit: { burst: 2, perSecond: 10 } })
    const told = record(client, ['drain'])
    const fates = ['a', 'b', 'c', 'd'].map((text) => client.send(text).fate)
    expect([fates, net.last.sent]).toEqual([
      ['sent', 'sent', 'queued', 'queued'],
      ['a', 'b'],
    ])
    vi.advanceTimersByTime(101)
    expect(net.last.sent).toEqual(['a', 'b', 'c'])
    vi.advanceTimersByTime(101)

    expect(net.last.sent).toEqual(['a', 'b', 'c', 'd'])
    expect(told).toEqual([['drain', undefined]])
  })

  itHere('rejects what is over it, where that is asked for', async () => {
    const { client } = await online({ rateLimit: { burst: 1, perSecond: 1, overflow: 'reject' } })
    client.send('a')

    expect(codeOf(() => client.send('b'))).toBe('rate-limited')
  })

  it('does not hold back subscriptions', async () => {
    const { client, net } = await online({ rateLimit: { burst: 1, perSecond: 1 } })
    client.send('a')
    client.send('b')
    client.subscribe('news')

    expect(net.last.sent).toEqual(['a', '{"type":"subscribe","channel":"news"}'])
  })
})

it('a socket whose send() throws is given up', async () => {
  const { client, net } = await online()
  net.last.send = () => {
    throw new Error('broken')
  }
  client.send('x')
  await tick()

  expect(client.status).toBe('waiting')
})

it('a new link hears who we are, what we want, and then what waited', async () => {
  const { client, net } = await world({ hello: { token: 'secret' } })
  client.subscribe('news')
  client.send('waiting')
  client.on('open', () => client.send('from open'))
  client.connect()
  net.last.opens()

  expect(net.last.sent).toEqual(['{"token":"secret"}', '{"type":"subscribe","channel":"news"}', 'waiting', 'from open'])
})
