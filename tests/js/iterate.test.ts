import { describe, expect, it, vi } from 'vitest'
import { itHere, online, record, world } from './support/world.js'

async function collect<T>(loop: AsyncIterable<T>, count = Infinity): Promise<T[]> {
  const all: T[] = []
  for await (const value of loop) {
    all.push(value)
    if (all.length === count) break
  }
  return all
}

describe('a loop over messages', () => {
  it('gets every payload of its type, also those that come while it is busy', async () => {
    const { client, net } = await online()
    const loop = collect(client.messages('a'), 3)
    net.last.receives({ type: 'a', payload: 1 }, { type: 'b' }, { type: 'a', payload: 2 }, { type: 'a', payload: 3 })

    expect(await loop).toEqual([1, 2, 3])
  })

  itHere('listens no longer once it is left', async () => {
    const { client, net } = await online()
    const loop = collect(client.messages('a'), 1)
    net.last.receives({ type: 'a', payload: 1 })
    await loop
    net.last.receives({ type: 'a', payload: 2 })

    expect(client.stats().ignored).toBe(1)
  })

  it('ends with its signal, once what came before is told', async () => {
    const { client, net } = await online()
    const control = new AbortController()
    const iterator = client.messages('a', { signal: control.signal })[Symbol.asyncIterator]()
    net.last.receives({ type: 'a', payload: 1 })
    control.abort()

    expect(await iterator.next()).toEqual({ done: false, value: 1 })
    expect(await iterator.next()).toEqual({ done: true, value: undefined })
    expect(await collect(client.messages('a', { signal: control.signal }))).toEqual([])
  })

  it('ends with disconnect() and with destroy()', async () => {
    const { client, net } = await online()
    const first = collect(client.messages('a'))
    client.disconnect()
    net.last.drops(1000)
    expect(await first).toEqual([])

    const second = collect(client.messages('a'))
    client.destroy()
    expect(await second).toEqual([])
  })

  it('throws where no attempt is left', async () => {
    const { client, net } = await online({ reconnect: false })
    const loop = collect(client.messages('a'))
    net.last.drops()

    await expect(loop).rejects.toMatchObject({ code: 'gave-up' })
  })

  it('goes on over a reconnection', async () => {
    const { client, net } = await online()
    const loop = collect(client.messages('a'), 2)
    net.last.receives({ type: 'a', payload: 1 }).drops()
    client.connect()
    net.last.opens().receives({ type: 'a', payload: 2 })

    expect(await loop).toEqual([1, 2])
  })

  it('keeps only the newest where it is too slow, and tells it once', async () => {
    const { client, net } = await online()
    const told = record(client, ['error'])
    const iterator = client.messages('a', { limit: 2 })[Symbol.asyncIterator]()
    net.last.receives(...[1, 2, 3, 4].map((payload) => ({ type: 'a', payload })))

    expect(await iterator.next()).toEqual({ done: false, value: 3 })
    expect(told).toEqual([['error', 'overflow']])
  })

  it('answers several next() in order', async () => {
    const { client, net } = await online()
    const iterator = client.messages('a')[Symbol.asyncIterator]()
    const both = Promise.all([iterator.next(), iterator.next()])
    net.last.receives({ type: 'a', payload: 1 }, { type: 'a', payload: 2 })

    expect((await both).map(({ value }) => value as unknown)).toEqual([1, 2])
    expect(await iterator.return?.()).toEqual({ done: true, value: undefined })
    expect(await iterator.next()).toEqual({ done: true, value: undefined })
  })
})

describe('a loop over a channel', () => {
  it('gets its payloads, and ends when the handle is closed', async () => {
    const { client, net } = await online()
    const news = client.channel<number>('news')
    const plain = collect(news)
    const limited = collect(news.messages(), 1)
    net.last.receives({ channel: 'news', payload: 1 }, { channel: 'news', payload: 2 })
    expect(await limited).toEqual([1])
    await vi.waitFor(() => expect(client.stats().received).toBe(2))
    news.close()

    expect(await plain).toEqual([1, 2])
  })
})

it('may begin before there is an engine', async () => {
  const { client, net } = await world()
  const loop = collect(client.messages('a'), 1)
  client.connect()
  net.last.opens().receives({ type: 'a', payload: 1 })

  expect(await loop).toEqual([1])
})
