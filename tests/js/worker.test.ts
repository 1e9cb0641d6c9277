import { type CentrifugoClient, centrifugo, type Client, type ClientOptions, type ConnectionError } from 'hawser'
import { createClient } from 'hawser/slim'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { Kind } from '../../js/src/border.js'
import type { Recipient } from '../../js/src/engine.js'
import { layouts } from '../../js/src/layouts.js'
import { engineOptions } from '../../js/src/options.js'
import { type Network, network } from './support/network.js'
import { type Remote, remote } from './support/remote.js'
import { codeOf, record, tick, windClock } from './support/world.js'

let net: Network
let worker: Remote

beforeEach(async () => {
  net = network()
  worker = await remote(net.WebSocket)
})

/** A client of its own in the worker; with a key, one of several on a connection. */
function client(key = '', options: Partial<ClientOptions> = {}): Client {
  const made = createClient('ws://host', { engine: worker.load(key), WebSocket: net.WebSocket, ...options })
  onTestFinished(() => made.destroy())
  return made
}

function online(options: Partial<ClientOptions> = {}) {
  const made = client('', options)
  made.connect()
  net.last.opens()
  net.last.sent.length = 0
  return made
}

describe('a client whose engine is in a worker', () => {
  it('hears what it listens to, and no frame goes along whole', () => {
    const made = online()
    const told: unknown[] = []
    made.on('chat', (payload, meta) => told.push([payload, meta]))
    made.channel('room').on('message', (payload, meta) => told.push([payload, meta]))
    net.last.receives(
      { type: 'chat', payload: 'one' },
      { type: 'other', payload: 'x'.repeat(1000) },
      { type: 'é', channel: 'room', payload: { text: 'zwö' } },
    )

    expect(told).toEqual([
      ['one', { type: 'chat' }],
      [{ text: 'zwö' }, { channel: 'room' }],
    ])
    expect(JSON.stringify(worker.batches())).not.toContain('xxx')
  })

  it('gets the memory of a binary message, and no copy of it', () => {
    const made = online()
    const told = record(made, ['binary'])
    const { buffer } = new Uint8Array([1, 2, 3])
    net.last.receives(buffer)

    expect(told).toEqual([['binary', new Uint8Array([1, 2, 3]).buffer]])
    expect(buffer.byteLength).toBe(0)
  })

  it('takes a message for queued, and is told that it left', async () => {
    const made = online()
    const told = record(made, ['drain', 'error'])
    const receipt = made.send('a')

    expect(receipt.fate).toBe('queued')
    await expect(receipt.done).resolves.toBeUndefined()
    expect([net.last.sent, told]).toEqual([['a'], [['drain', undefined]]])
  })

  it.each<[string, Partial<ClientOptions>, string]>([
    ['outbox-full', { outbox: { messages: 1, overflow: 'reject' } }, 'outbox-full'],
    ['dropped, as the newest', { outbox: { messages: 1, overflow: 'drop-newest' } }, 'dropped'],
    ['message-too-large', { outbox: { bytes: 3 } }, 'message-too-large'],
  ])('is told of a refusal later: %s', async (_, options, code) => {
    const made = online({ ...options, reconnect: { jitter: 'none' } })
    net.last.drops()
    const told = record(made, ['error'])
    worker.hold()
    made.send('abc')
    const watched = expect(made.send('defg').done).rejects.toMatchObject({ code })
    made.send('hijk')
    worker.release()
    await watched

    expect(told).toEqual([['error', code]])
  })

  it('is told of the rate limit later, and a request fails with it', async () => {
    const made = online({ rateLimit: { burst: 1, perSecond: 1, overflow: 'reject' } })
    const told = record(made, ['error'])
    made.send('a')
    await expect(made.request({ type: 'b' })).rejects.toMatchObject({ code: 'rate-limited' })

    expect(told).toEqual([])
  })

  it('refuses at once what the page knows to be hopeless', () => {
    const made = online()
    net.last.drops()
    expect(codeOf(() => made.send('a', { queue: false }))).toBe('disconnected')
    made.disconnect()
    expect(codeOf(() => made.send('a'))).toBe('disconnected')
  })

  it('may change bytes after it has sent them', () => {
    const made = online()
    const bytes = new Uint8Array([1, 2, 3]).subarray(1)
    made.send(bytes)
    bytes.fill(9)

    expect(net.last.sent).toEqual([[2, 3]])
  })

  it('shows what is on its way as queued', async () => {
    worker.hold()
    const made = client()
    made.connect()
    worker.release()
    net.last.opens()
    worker.hold()
    made.send('four')
    expect(made.stats()).toMatchObject({ queued: 1, queuedBytes: 4, sent: 0, worker: 'dedicated' })
    worker.release()
    expect(made.stats()).toMatchObject({ queued: 0, queuedBytes: 0, sent: 1 })
  })

  it('is told figures that change without news', async () => {
    windClock()
    const made = online()
    net.last.receives({ type: 'nobody' })
    expect(made.stats().ignored).toBe(0)
    await vi.advanceTimersByTimeAsync(1000)

    expect(made.stats()).toMatchObject({ ignored: 1, received: 1 })
  })

  it('knows the time until the next attempt', async () => {
    windClock()
    const made = online({ reconnect: { first: 500, jitter: 'none' } })
    net.last.drops()
    await vi.advanceTimersByTimeAsync(200)

    expect(made.stats().nextAttempt).toBeCloseTo(300, -1)
  })
})

describe('an order shows at once', () => {
  it('also while the worker does not know of it', () => {
    const made = client()
    worker.hold()
    made.connect()
    expect(made.status).toBe('connecting')
    worker.release()
    net.last.opens()
    expect(made.status).toBe('open')
    worker.hold()
    made.disconnect()
    expect(made.status).toBe('closing')
    made.connect()
    expect(made.status).toBe('connecting')
    worker.release()
    expect([made.status, net.sockets.length]).toEqual(['connecting', 2])
  })

  it('and nothing that was told before it does', () => {
    const made = online()
    const told = record(made)
    worker.hold()
    net.last.drops()
    made.disconnect()
    expect(made.status).toBe('closing')
    worker.release()

    expect([made.status, told]).toEqual(['idle', [['status', 'idle']]])
  })

  it('as does the verdict of reconnect.retry, however late it comes', async () => {
    windClock()
    const made = online({ reconnect: { first: 1, jitter: 'none', retry: ({ code }) => code !== 4401 } })
    const told = record(made, ['close', 'reconnect-failed', 'reconnecting'])
    worker.hold()
    net.last.drops(4401, 'who are you', true)
    await vi.advanceTimersByTimeAsync(100)
    worker.release()

    expect(told).toEqual([
      ['close', { code: 4401, reason: 'who are you', wasClean: true }],
      ['reconnect-failed', { attempts: 0, close: { code: 4401, reason: 'who are you', wasClean: true } }],
    ])
    expect([made.status, net.sockets.length]).toEqual(['failed', 1])
  })
})

describe('a page that reads slowly', () => {
  it('gets one batch at a time, and then all that came up meanwhile', () => {
    const made = online()
    const told: unknown[] = []
    made.on('n', (n) => told.push(n))
    const before = worker.batches().length
    worker.hold()
    for (let n = 0; n < 100; n++) net.last.receives({ type: 'n', payload: n })
    worker.release()

    expect(told).toEqual(Array.from({ length: 100 }, (_, n) => n))
    expect(worker.batches().length - before).toBe(2)
  })

  it('gets a stream in few batches, and a word of the connection at once', async () => {
    windClock()
    worker = await remote(net.WebSocket, { pace: 4 })
    const made = online()
    const told = record(made, ['n', 'close'])
    const before = worker.batches().length
    for (let n = 0; n < 100; n++) {
      net.last.receives({ type: 'n', payload: n })
      await vi.advanceTimersByTimeAsync(0.5)
    }
    expect(worker.batches().length - before).toBeLessThan(20)
    net.last.drops()

    expect(told).toHaveLength(101)
    expect(told.at(-1)).toEqual(['close', { code: 1006, reason: '', wasClean: false }])
  })

  it('is told how much was let go, in order, and loses no word of the connection', async () => {
    worker = await remote(net.WebSocket, { records: 10, bytes: 1e6 })
    const made = online()
    const told = record(made, ['error', 'close', 'n'])
    const errors: ConnectionError[] = []
    made.on('error', (error) => errors.push(error))
    worker.hold()
    for (let n = 0; n < 100; n++) net.last.receives({ type: 'n', payload: n })
    net.last.drops()
    worker.release()

    expect(told.slice(-3)).toEqual([
      ['n', 10],
      ['close', { code: 1006, reason: '', wasClean: false }],
      ['error', 'overflow'],
    ])
    expect(errors.at(-1)?.details).toEqual({ messages: 89 })
  })

  it('is given up on when even that is too much, and may connect anew', async () => {
    worker = await remote(net.WebSocket, { records: 5, bytes: 1e6 })
    const made = online()
    const told = record(made, ['error', 'status'])
    worker.hold()
    for (let n = 0; n < 20; n++) made.subscribe(`channel ${n}`)
    for (let n = 0; n < 20; n++) made.unsubscribe(`channel ${n}`)
    worker.obey()
    expect(net.last.closes).toHaveLength(1)
    worker.release()
    expect(told.slice(-2)).toEqual([
      ['status', 'failed'],
      ['error', 'engine-failed'],
    ])
    made.connect()
    net.last.opens()
    expect(made.status).toBe('open')
  })
})

it('an engine that stops is told, and connect() has the worker start another', async () => {
  const made = online()
  const told = record(made, ['error', 'status'])
  worker.trap()
  made.send('x')
  expect(told).toEqual([
    ['status', 'failed'],
    ['error', 'engine-failed'],
  ])
  made.connect()
  await tick()
  await vi.waitFor(() => expect(net.sockets).toHaveLength(2))
  net.last.opens()
  expect(made.status).toBe('open')
})

describe('clients that share a connection', () => {
  const crew = () => {
    const made = [client('k'), client('k'), client('k')] as const
    for (const one of made) one.connect()
    net.last.opens()
    return made
  }

  it('have one socket, and hear what they listen to, by their own numbers', () => {
    const [ann, bob, cid] = crew()
    const told: unknown[] = []
    ann.on('a', (payload) => told.push(['ann', payload]))
    bob.on('x', () => {})
    bob.on('a', (payload) => told.push(['bob', payload]))
    bob.channel('room').on('message', (payload) => told.push(['bob in room', payload]))
    cid.on('message', (message) => told.push(['cid', message]))
    net.last.receives({ type: 'a', payload: 1 }, { type: 'c', channel: 'room', payload: 2 })

    expect(net.sockets).toHaveLength(1)
    expect(told).toEqual([
      ['ann', 1],
      ['bob', 1],
      ['cid', { type: 'a', payload: 1 }],
      ['bob in room', 2],
      ['cid', { type: 'c', channel: 'room', payload: 2 }],
    ])
  })

  it('have views of their own, kept where the messages are, and only what is latest comes over', async () => {
    const [ann, bob] = crew()
    const quotes = ann.latest('quote', { key: 'id' })
    const all = bob.channel('room').latest('message', { key: 'id' })
    const off = [quotes.subscribe(() => {}), all.subscribe(() => {})]
    const heard: unknown[] = []
    bob.on('quote', (quote) => heard.push(quote))
    const before = JSON.stringify(worker.batches()).length
    for (let n = 0; n < 100; n++) net.last.receives({ type: 'other', channel: 'room', payload: { id: 1, n } })
    net.last.receives({ type: 'quote', payload: { id: 'a', n: 1 } }, { type: 'quote', payload: { id: 'a', n: 2 } })

    await vi.waitFor(() => expect([...all.get().values()]).toEqual([{ id: 1, n: 99 }]))
    expect([...quotes.get().values()]).toEqual([{ id: 'a', n: 2 }])
    expect(heard).toEqual([
      { id: 'a', n: 1 },
      { id: 'a', n: 2 },
    ])
    expect(JSON.stringify(worker.batches()).length - before).toBeLessThan(20_000)
    for (const undo of off) undo()
    quotes.close()
    all.close()
  })

  it('hold a channel together: one subscribe, and one unsubscribe when the last lets go', () => {
    const [ann, bob] = crew()
    const first = ann.channel('room')
    const second = bob.channel('room')
    expect([first.status, second.status]).toEqual(['subscribed', 'subscribed'])
    first.close()
    expect(net.last.said).toEqual([{ type: 'subscribe', channel: 'room' }])
    second.close()
    expect(net.last.said.slice(1)).toEqual([{ type: 'unsubscribe', channel: 'room' }])
  })

  it('are told at once that the connection is open, when they come late', async () => {
    crew()
    const late = client('k')
    const told = record(late)
    late.connect()
    await late.ready()

    expect(told).toEqual([
      ['status', 'connecting'],
      ['status', 'open'],
      ['open', { reconnected: false, attempts: 0, protocol: '' }],
    ])
    expect(net.sockets).toHaveLength(1)
  })

  it('leave one by one, and the last one hangs up', () => {
    const [ann, bob, cid] = crew()
    const told = record(ann)
    ann.channel('room')
    ann.disconnect(4000, 'done')
    expect(told).toEqual([
      ['status', 'closing'],
      ['status', 'idle'],
      ['close', { code: 4000, reason: 'done', wasClean: true }],
    ])
    expect(net.last.said.at(-1)).toEqual({ type: 'unsubscribe', channel: 'room' })
    bob.destroy()
    expect([cid.status, net.last.closes]).toEqual(['open', []])
    const last = record(cid)
    cid.disconnect()
    expect([cid.status, net.last.closes]).toEqual(['closing', [[]]])
    ann.connect()
    expect([ann.status, cid.status, net.sockets.length]).toEqual(['connecting', 'idle', 2])
    expect(last).toEqual([
      ['status', 'closing'],
      ['status', 'idle'],
      ['close', { code: 1005, reason: '', wasClean: true }],
    ])
    net.last.opens()
    expect([ann.status, cid.status]).toEqual(['open', 'idle'])
    expect(net.last.said).toEqual([{ type: 'subscribe', channel: 'room' }])
  })

  it('give the same id to their requests, and get each their own reply', async () => {
    const [ann, bob] = crew()
    const asked = [ann.request({ type: 'who' }), bob.request({ type: 'who' })]
    const ids = net.last.said.map((message) => (message as { id: number }).id)
    expect(new Set(ids).size).toBe(2)
    net.last.receives({ id: ids[1], payload: 'bob' }, { id: ids[0], payload: 'ann' })

    expect(await Promise.all(asked)).toEqual(['ann', 'bob'])
  })

  it('fail the requests of one that leaves, and no others', async () => {
    const [ann, bob] = crew()
    const asked = [ann.request({ type: 'who' }), bob.request({ type: 'who' })]
    const first = expect(asked[0]).rejects.toMatchObject({ code: 'closed' })
    ann.disconnect()
    await first
    const { id } = net.last.said.at(-1) as { id: number }
    net.last.receives({ id, payload: 'bob' })

    expect(await asked[1]).toBe('bob')
  })

  it('answer for each other: whoever is asked where to dial may die', async () => {
    const ann = createClient(() => new Promise<string>(() => {}), {
      engine: worker.load('k'),
      WebSocket: net.WebSocket,
    })
    const bob = createClient(async () => 'ws://bob', { engine: worker.load('k'), WebSocket: net.WebSocket })
    onTestFinished(() => bob.destroy())
    ann.connect()
    bob.connect()
    await tick()
    expect(net.sockets).toHaveLength(0)
    ann.destroy()
    await vi.waitFor(() => expect(net.sockets).toHaveLength(1))

    expect(net.last.url).toBe('ws://bob/')
  })

  it('are let go of when their page is gone', async () => {
    const [ann] = crew()
    const load = await worker.page('tab')
    const lost = createClient('ws://host', { engine: load('k'), WebSocket: net.WebSocket })
    const told = record(ann)
    lost.connect()
    lost.channel('room')
    ann.channel('other')
    worker.die('tab')

    expect(net.last.said.at(-1)).toEqual({ type: 'unsubscribe', channel: 'room' })
    expect([ann.status, net.sockets.length, told]).toEqual(['open', 1, []])
  })
})

it('a shared connection is hidden when all of its pages are', async () => {
  windClock()
  const options = engineOptions({ heartbeat: { interval: 100, hidden: 10_000, timeout: 100, reply: 'pong' } })
  const enter = () => {
    const recipient: Recipient = {
      epoch: 0,
      changed: () => {},
      take: ({ kind, a: link }) => {
        const dialing = { WebSocket: net.WebSocket, maxMessageBytes: 1e6, binaryType: 'arraybuffer' as const }
        if (kind === Kind.resolve) port.resolved(link, { url: 'ws://h/', protocols: '', hello: '', token: '' }, dialing)
      },
      troubled: () => {},
      refused: () => {},
      lost: () => {},
    }
    const port = worker.load.open('k', options, recipient)
    port.connect()
    return port
  }
  const [one, other] = [enter(), enter()]
  net.last.opens()
  const pings = async () => {
    const before = net.last.sent.length
    for (let n = 0; n < 10; n++) {
      await vi.advanceTimersByTimeAsync(100)
      net.last.receives({ type: 'pong' })
    }
    return net.last.sent.length - before
  }

  one.page('hidden')
  expect(await pings()).toBeGreaterThan(4)
  other.page('frozen')
  expect(await pings()).toBe(0)
  other.page('resumed')
  expect(await pings()).toBeGreaterThan(4)
  other.delete()
  expect(await pings()).toBe(0)
  one.delete()
})

describe('clients that share a connection to a broker', () => {
  const join = (key = 'k') =>
    createClient('ws://host', {
      engine: worker.load(key),
      WebSocket: net.WebSocket,
      protocol: centrifugo(),
    }) as unknown as CentrifugoClient
  const commands = () =>
    net.last.sent.flatMap((text) => String(text).split('\n')).map((line) => JSON.parse(line) as Record<string, never>)
  const last = (name: string) =>
    commands()
      .filter((command) => name in command)
      .at(-1) as unknown as { id: number }

  async function first() {
    const ann = join()
    onTestFinished(() => ann.destroy())
    ann.connect()
    net.last.opens()
    net.last.receives({
      id: 1,
      connect: { client: 'c', version: '5', data: { hi: 'é' }, subs: { mine: { positioned: true, epoch: 'm' } } },
    })
    ann.channel('news', { recoverable: true })
    await tick()
    net.last.receives({
      id: last('subscribe').id,
      subscribe: { recoverable: true, positioned: true, epoch: 'e', offset: 5, data: { word: 'ß' } },
    })
    net.last.receives({ push: { channel: 'news', pub: { data: 1, offset: 6, info: { client: 'x', user: 'u' } } } })
    return ann
  }

  it('come late to a channel, and know where it is', async () => {
    await first()
    const bob = join()
    onTestFinished(() => bob.destroy())
    const told: unknown[] = []
    bob.on('open', ({ data, client, reconnected }) => told.push(['open', data, client, reconnected]))
    bob.on('subscription', ({ channel, status }) => told.push([channel, status]))
    const news = bob.channel('news', { recoverable: true })
    news.on('subscribed', (context) => told.push(['news', context]))
    news.on('message', (data, { offset, info }) => told.push([data, offset, info?.user]))
    bob.connect()
    await bob.ready()
    expect(news.position).toEqual({ offset: 6n, epoch: 'e' })
    net.last.receives({ push: { channel: 'news', pub: { data: 2, offset: 7, info: { client: 'x', user: 'u' } } } })

    expect(told).toEqual([
      ['open', { hi: 'é' }, 'c', false],
      ['mine', 'subscribed'],
      [
        'news',
        {
          recoverable: true,
          positioned: true,
          recovered: false,
          wasRecovering: false,
          position: { offset: 6n, epoch: 'e' },
          data: { word: 'ß' },
        },
      ],
      [2, 7n, 'u'],
    ])
    expect(commands().filter((command) => 'subscribe' in command)).toHaveLength(1)
  })

  it('call with the same tickets, and get each their own reply', async () => {
    const ann = await first()
    const bob = join()
    onTestFinished(() => bob.destroy())
    bob.connect()
    await bob.ready()
    const calls = [ann.rpc('a'), bob.rpc('b')]
    await tick()
    for (const { id, rpc } of commands() as unknown as { id: number; rpc?: { method: string } }[])
      if (rpc) net.last.receives({ id, rpc: { data: `to ${rpc.method}` } })

    expect(await Promise.all(calls)).toEqual(['to a', 'to b'])
  })
})

it('every kind of news is laid out for the crossing, or meant for everybody with its frame', () => {
  const names = Object.entries(Kind).filter(([, kind]) => !layouts[kind])

  expect(names.map(([name]) => name)).toEqual(['connected', 'maybePong'])
})

it('of another build is no worker', async () => {
  expect(await worker.answer({ dialect: 'other', lock: '' })).toEqual({ is: 'stranger' })
})
