import { describe, expect, it, vi } from 'vitest'
import { codeOf, online, record, windClock, world } from './support/world.js'

const subscribe = (channel: string) => ({ type: 'subscribe', channel })
const unsubscribe = (channel: string) => ({ type: 'unsubscribe', channel })

describe('a channel', () => {
  it('is subscribed by its first holder and unsubscribed by its last', async () => {
    const { client, net } = await online()
    const one = client.channel('news')
    const two = client.channel('news')
    client.subscribe('news')
    client.subscribe('news')
    one.close()
    one.close()
    client.unsubscribe('news')
    client.unsubscribe('news')
    expect(net.last.said).toEqual([subscribe('news')])
    two.close()

    expect(net.last.said).toEqual([subscribe('news'), unsubscribe('news')])
    expect(client.stats().channels).toBe(0)
  })

  it('is subscribed again on every new link', async () => {
    windClock()
    const { client, net } = await world({ reconnect: { first: 100, jitter: 'none' } })
    client.channel('a')
    client.subscribe('b')
    client.connect()
    net.last.opens()
    expect(net.last.said).toEqual([subscribe('a'), subscribe('b')])
    net.last.drops()
    vi.advanceTimersByTime(100)
    net.last.opens()

    expect(net.last.said).toEqual([subscribe('a'), subscribe('b')])
  })

  it('delivers everything in it to message, and types to their listeners', async () => {
    const { client, net } = await online()
    const told: unknown[] = []
    const news = client.channel('news')
    news.on('message', (value, meta) => told.push(['message', value, meta]))
    news.on('item', (value, meta) => told.push(['item', value, meta]))
    net.last.receives(
      { type: 'item', channel: 'news', payload: 1 },
      { type: 'other', channel: 'news', payload: 2 },
      { channel: 'news', payload: 3 },
      { type: 'item', channel: 'elsewhere', payload: 4 },
      { type: 'item', payload: 5 },
    )

    expect(told).toEqual([
      ['message', 1, { type: 'item', channel: 'news' }],
      ['item', 1, { type: 'item', channel: 'news' }],
      ['message', 2, { channel: 'news' }],
      ['message', 3, { channel: 'news' }],
    ])
  })

  it('gives a message to typed listeners of the client, too, and to message only if nobody took it', async () => {
    const { client, net } = await online()
    const told: unknown[] = []
    client.on('item', (value) => told.push(['typed', value]))
    client.on('message', (value) => told.push(['message', value]))
    const news = client.channel('news')
    const off = news.on('message', (value) => told.push(['channel', value]))
    net.last.receives({ type: 'item', channel: 'news', payload: 1 }, { channel: 'news', payload: 2 })
    off()
    net.last.receives({ channel: 'news', payload: 3 })

    expect(told).toEqual([
      ['typed', 1],
      ['channel', 1],
      ['channel', 2],
      ['message', { channel: 'news', payload: 3 }],
    ])
  })

  it('a type that only another channel listens to is left for message', async () => {
    const { client, net } = await online()
    const told = record(client, ['message'])
    client.channel('a').on('item', () => {})
    net.last.receives({ type: 'item', channel: 'b', payload: 1 })

    expect(told).toEqual([['message', { type: 'item', channel: 'b', payload: 1 }]])
  })

  it('the plain subscribe leaves its messages to typed listeners and message', async () => {
    const { client, net } = await online()
    const told: unknown[] = []
    client.on('item', (value, meta) => told.push(value, meta))
    client.on('message', (value) => told.push(value))
    client.subscribe('news')
    net.last.receives({ type: 'item', channel: 'news', payload: 1 }, { channel: 'news', payload: 2 })

    expect(told).toEqual([1, { type: 'item', channel: 'news' }, { channel: 'news', payload: 2 }])
  })

  it('once() and off() work as on a client', async () => {
    const { client, net } = await online()
    const told: unknown[] = []
    const news = client.channel('news')
    const listener = (value: unknown) => told.push(value)
    news.once('message', listener)
    news.on('x', listener)
    news.off('x', listener)
    net.last.receives({ channel: 'news', payload: 1 }, { channel: 'news', type: 'x', payload: 2 })

    expect(told).toEqual([1])
  })

  it("a message can't pose as an event of its channel", async () => {
    const { client, net } = await online()
    const told: unknown[] = []
    const news = client.channel('news')
    news.on('status', (value) => told.push(['status', value]))
    news.on('error', (value) => told.push(['error', value]))
    news.on('message', (value) => told.push(['message', value]))
    news.on('open', (value) => told.push(['open', value]))
    net.last.receives({ type: 'status', channel: 'news', payload: 1 }, { type: 'open', channel: 'news', payload: 2 })

    expect(told).toEqual([
      ['message', 1],
      ['message', 2],
      ['open', 2],
    ])
  })

  it('a closed handle is deaf, and says so when it is used', async () => {
    const { client, net } = await online()
    const told: unknown[] = []
    const news = client.channel('news')
    const other = client.channel('news')
    news.on('message', (value) => told.push(value))
    news.close()
    net.last.receives({ channel: 'news', payload: 1 })

    expect([told, news.status, other.status]).toEqual([[], 'unsubscribed', 'subscribed'])
    expect(codeOf(() => news.on('message', () => {}))).toBe('destroyed')
    expect(codeOf(() => news.publish(1))).toBe('destroyed')
    expect(codeOf(() => client.channel(''))).toBe('bad-option')
  })

  it('may be closed by its own listener', async () => {
    const { client, net } = await online()
    const told: unknown[] = []
    const news = client.channel('news')
    news.on('message', (value) => {
      told.push(value)
      news.close()
    })
    news.on('message', (value) => told.push(value))
    net.last.receives({ channel: 'news', payload: 1 }, { channel: 'news', payload: 2 })

    expect(told[0]).toBe(1)
    expect(told).not.toContain(2)
    expect(net.last.said.at(-1)).toEqual(unsubscribe('news'))
  })
})

describe('the status of a channel', () => {
  it('is subscribed once it is sent, where the server does not confirm', async () => {
    const { client, net } = await world()
    const news = client.channel('news')
    const told: unknown[] = []
    news.on('status', (status) => told.push(status))
    expect(news.status).toBe('unsubscribed')
    client.connect()
    net.last.opens()
    net.last.drops()

    expect(told).toEqual(['subscribing', 'subscribed', 'subscribing'])
  })

  it("waits for the server's word, where there is one", async () => {
    const { client, net } = await online({ envelope: { subscribed: 'subscribed', unsubscribed: 'kicked' } })
    const news = client.channel('news')
    const told: unknown[] = []
    news.on('status', (status) => told.push(status))
    expect(news.status).toBe('subscribing')
    net.last.receives({ type: 'subscribed', channel: 'news' }, { type: 'kicked', channel: 'news' })

    expect(told).toEqual(['subscribed', 'unsubscribed'])
  })

  it('tells when that word does not come', async () => {
    windClock()
    const { client } = await online({ envelope: { subscribed: 'subscribed' }, subscribeTimeout: 700 })
    const told = record(client, ['error'])
    const news = client.channel('news')
    const errors: unknown[] = []
    news.on('error', ({ code, channel }) => errors.push([code, channel]))
    vi.advanceTimersByTime(700)

    expect([errors, told, news.status]).toEqual([[['timeout', 'news']], [], 'unsubscribed'])
  })

  it("tells the server's error to the channel, or to the client where the channel has no ear for it", async () => {
    const { client, net } = await online()
    const errors: unknown[] = []
    client.on('error', ({ code, channel, details }) => errors.push(['client', code, channel, details]))
    const news = client.channel('news')
    net.last.receives({ channel: 'news', error: 'no' })
    news.on('error', ({ details }) => errors.push(['channel', details]))
    net.last.receives({ channel: 'news', error: 'still no' })

    expect(errors).toEqual([
      ['client', 'server', 'news', 'no'],
      ['channel', 'still no'],
    ])
  })
})
