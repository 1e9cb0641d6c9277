import { type CentrifugoClient, type CentrifugoOptions, centrifugo, type ClientOptions } from 'hawser'
import { describe, expect, it, vi } from 'vitest'
import type { FakeSocket } from './support/network.js'
import { record, windClock, world } from './support/world.js'
import { turn } from './support/broker.js'

// The compiled engine, and a server that is the test.

async function dialled(own: CentrifugoOptions = {}, more: Partial<ClientOptions> = {}) {
  const made = await world({ protocol: centrifugo(own), ...more })
  const client = made.client as CentrifugoClient
  client.connect()
  await turn()
  return { client, net: made.net, socket: made.net.last }
}

/** Commands, one a line, several a frame. */
const said = ({ sent }: FakeSocket) =>
  sent
    .splice(0)
    .flatMap((frame) => String(frame).split('\n').filter(Boolean))
    .map((line) => JSON.parse(line) as { id: number } & Record<string, unknown>)

async function online(own: CentrifugoOptions = {}, more: Partial<ClientOptions> = {}) {
  const made = await dialled(own, more)
  made.socket.opens()
  const [connect] = said(made.socket)
  made.socket.receives({ id: connect?.id, connect: { client: 'c1', version: '5.4.9', ping: 25, pong: true } })
  return made
}

describe('over the compiled engine', () => {
  it('connects, and subscribes in the same frame', async () => {
    const { client, socket } = await dialled({ token: 't', data: { a: 1 }, version: '1' })
    const told = record(client, ['open'])
    const news = client.channel('news', { recoverable: true })
    socket.opens()
    const frames = socket.sent.length
    expect([frames, said(socket)]).toMatchObject([
      1,
      [
        { connect: { token: 't', data: { a: 1 }, name: 'hawser', version: '1' } },
        { subscribe: { channel: 'news', recoverable: true } },
      ],
    ])
    socket.receives({ id: 1, connect: { client: 'c1', version: '5', data: { b: 'ü' } } })
    socket.receives({ id: 2, subscribe: { recoverable: true, positioned: true, epoch: 'e', offset: 3 } })

    expect(told).toMatchObject([['open', { reconnected: false, client: 'c1', version: '5', data: { b: 'ü' } }]])
    expect([news.status, news.position]).toEqual(['subscribed', { offset: 3n, epoch: 'e' }])
  })

  it('tells publications, with all that is known of them', async () => {
    const { client, socket } = await online()
    const told: unknown[] = []
    client.channel('news').on('message', (payload, { type, channel, offset, info, tags }) => {
      told.push([payload, type, channel, offset, info, { ...tags }])
    })
    await turn()
    const [subscribe] = said(socket)
    socket.receives({ id: subscribe?.id, subscribe: { recoverable: true, positioned: true, epoch: 'e' } })
    const info = { user: '42', client: 'x', conn_info: { name: 'Zoë' } }
    const pub = { data: { type: 'note', payload: { a: 1 } }, info, offset: 1, tags: { k: 'v' } }
    socket.receives({ push: { channel: 'news', pub } }, { push: { channel: 'news', pub: { data: [1], offset: 2 } } })

    expect(told).toEqual([
      [{ a: 1 }, undefined, 'news', 1n, { client: 'x', user: '42', connInfo: { name: 'Zoë' } }, { k: 'v' }],
      [[1], undefined, 'news', 2n, undefined, {}],
    ])
  })

  it('calls, in one frame a turn', async () => {
    const { client, socket } = await online()
    const replies = [client.rpc('sum', [1, 2]), client.presenceStats('news'), client.history('news', { limit: 1 })]
    await turn()
    expect(socket.sent).toHaveLength(1)
    const [sum, stats, history] = said(socket)
    socket.receives({ id: sum?.id, rpc: { data: 3 } })
    socket.receives({ id: stats?.id, presence_stats: { num_clients: 2, num_users: 1 } })
    const publications = [{ data: 'ü', offset: 7, info: { client: 'x', user: '' } }]
    socket.receives({ id: history?.id, history: { publications, epoch: 'e', offset: 9 } })

    await expect(Promise.all(replies)).resolves.toEqual([
      3,
      { numClients: 2, numUsers: 1 },
      {
        publications: [{ data: 'ü', offset: 7n, info: { client: 'x', user: '' } }],
        offset: 9n,
        epoch: 'e',
      },
    ])
  })

  it('gives the error of the server, and publishes with a receipt', async () => {
    const { client, socket } = await online()
    const news = client.channel('news')
    await turn()
    socket.receives({ id: said(socket)[0]?.id, subscribe: {} })
    const { done } = news.publish({ a: 1 })
    await turn()
    const [publish] = said(socket)
    expect(publish).toMatchObject({ publish: { channel: 'news', data: { a: 1 } } })
    socket.receives({ id: publish?.id, error: { code: 103, message: 'permission denied' } })

    await expect(done).rejects.toMatchObject({ code: 'server', protocolCode: 103, temporary: false })
  })

  it('waits for the connection, and withdraws what timed out', async () => {
    windClock()
    const { client, socket } = await dialled()
    const [waits, fails] = [client.rpc('a'), client.rpc('b', 1, { timeout: 50 })]
    await expect(Promise.race([fails, advance(50)])).rejects.toMatchObject({ code: 'timeout', protocolCode: 1 })
    socket.opens()
    const [connect] = said(socket)
    socket.receives({ id: connect?.id, connect: { client: 'c' } })
    await turn()
    const calls = said(socket).filter(({ rpc }) => rpc)
    expect(calls).toMatchObject([{ rpc: { method: 'a' } }])
    socket.receives({ id: calls[0]?.id, rpc: { data: 1 } })

    await expect(waits).resolves.toBe(1)
  })

  it('ends what waits with disconnect()', async () => {
    const { client, socket } = await online()
    const told = record(client, ['error', 'status'])
    const news = client.channel('news')
    const waits = [news.ready(), news.presence(), client.rpc('a')]
    await turn()
    client.disconnect()
    socket.drops(1000)

    for (const one of waits) await expect(one).rejects.toMatchObject({ code: 'closed' })
    await expect(client.rpc('a')).rejects.toMatchObject({ code: 'disconnected' })
    expect([told.at(-1), news.status, client.stats().requests]).toEqual([['status', 'idle'], 'unsubscribed', 0])
  })

  it("adopts the server's channels", async () => {
    const { client, socket } = await dialled()
    const told: unknown[] = []
    client.on('subscription', ({ channel, status }) => told.push([channel, status]))
    client.on('message', (payload, { channel }) => told.push(['message', payload, channel]))
    socket.opens()
    socket.receives({
      id: 1,
      connect: { client: 'c', subs: { mine: { recoverable: true, positioned: true, epoch: 'e' } } },
    })
    socket.receives({ push: { channel: 'mine', pub: { data: 1, offset: 1 } } })
    const mine = client.channel('mine')
    mine.on('message', (payload) => told.push(['mine', payload, mine.status]))
    await turn()
    socket.receives({ push: { channel: 'mine', pub: { data: 2, offset: 2 } } })
    socket.receives({ push: { channel: 'mine', unsubscribe: { code: 2000, reason: 'bye' } } })

    expect(said(socket).filter(({ subscribe }) => subscribe)).toEqual([])
    expect(mine.position).toEqual({ offset: 2n, epoch: 'e' })
    expect(told).toEqual([
      ['mine', 'subscribed'],
      ['message', 1, 'mine'],
      ['mine', 2, 'subscribed'],
      ['mine', 'unsubscribed'],
    ])
  })

  it('is final about a token that may not be had', async () => {
    const made = await world({ protocol: centrifugo({ getToken: () => null }) })
    const told = record(made.client, ['error', 'status', 'reconnect-failed'])
    await expect(made.client.ready()).rejects.toMatchObject({ code: 'unauthorized', protocolCode: 1, temporary: false })

    expect(made.net.sockets).toEqual([])
    expect(told).toMatchObject([
      ['status', 'connecting'],
      ['error', 'unauthorized'],
      ['status', 'failed'],
      ['reconnect-failed', { attempts: 0 }],
    ])
  })
})

async function advance(milliseconds: number): Promise<never> {
  await vi.advanceTimersByTimeAsync(milliseconds)
  return new Promise<never>(() => {})
}
