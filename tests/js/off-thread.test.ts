import { centrifugo, createClient, load } from 'hawser'
import { createClient as inline } from 'hawser/inline'
import { createClient as slim, createLoader } from 'hawser/slim'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { glue } from '../../js/src/engine-glue.js'
import type { ClientOptions, WorkerOptions } from '../../js/src/types.js'
import { Host } from '../../js/src/worker/host.js'
import { wasm } from './support/bytes.js'
import { type Network, network } from './support/network.js'
import { Wire } from './support/wire.js'
import { codeOf, record, tick, windClock } from './support/world.js'

/** Workers that a test makes: their hosts run in this thread. */
class FakeWorker {
  static made: FakeWorker[] = []
  onerror: ((event: { message: string }) => void) | null = null
  terminated = false
  readonly #wire = new Wire((message) => message)

  constructor(answers = true) {
    FakeWorker.made.push(this)
    const far = this.#wire.far
    if (answers) new Host({ glue: () => glue, WebSocket: net.WebSocket }).welcome(far)
  }

  get onmessage() {
    return this.#wire.near.onmessage
  }

  set onmessage(handler) {
    this.#wire.near.onmessage = handler
  }

  postMessage(message: unknown): void {
    this.#wire.near.postMessage(message)
  }

  terminate(): void {
    this.terminated = true
  }

  says(data: unknown): void {
    this.#wire.far.postMessage(data)
  }
}

let net: Network
beforeEach(() => {
  net = network()
  FakeWorker.made = []
  vi.stubGlobal('WebSocket', net.WebSocket)
  onTestFinished(() => void vi.unstubAllGlobals())
})

/** A client in a worker of the test's. */
function client(
  worker: WorkerOptions = { url: () => new FakeWorker() as unknown as Worker },
  options: ClientOptions = {},
) {
  const made = createClient('ws://host', { worker, ...options })
  onTestFinished(() => made.destroy())
  return made
}

const dialled = (times = 1) => vi.waitFor(() => expect(net.sockets).toHaveLength(times))

describe('a client that asks for a worker', () => {
  it('has its engine there, and says so', async () => {
    const made = client()
    expect(made.stats().worker).toBe('none')
    const ready = made.ready()
    await dialled()
    net.last.opens()
    await ready

    expect(made.stats()).toMatchObject({ worker: 'dedicated', status: 'open' })
    expect(made.stats()).not.toHaveProperty('workerFallback')
  })

  it.each<[string, () => ReturnType<typeof createClient>, string]>([
    [
      'it is given a WebSocket',
      () => createClient('ws://host', { worker: true, WebSocket: net.WebSocket }),
      'The WebSocket that is given cannot go to a worker',
    ],
    ['it is hawser/inline', () => inline('ws://host', { worker: true }), 'hawser/inline has no worker'],
    ['there are no workers', () => createClient('ws://host', { worker: true }), 'There is no Worker here'],
    [
      'there are no shared ones',
      () => createClient('ws://host', { worker: 'shared' }),
      'There is no SharedWorker here; There is no Worker here',
    ],
    [
      'there are no shared ones at an address',
      () => createClient('ws://host', { worker: { url: '/worker.js', shared: true } }),
      'There is no SharedWorker here; There is no Worker here',
    ],
    [
      'its worker is of the other kind',
      () => createClient('ws://host', { worker: { url: () => ({ port: { close() {} } }) as unknown as SharedWorker } }),
      'There is no dedicated worker: worker.url makes one of the other kind',
    ],
  ])('does without one where %s', async (_, make, why) => {
    const made = make()
    onTestFinished(() => made.destroy())
    made.connect()
    await dialled()
    net.last.opens()

    expect(made.stats()).toMatchObject({ status: 'open', worker: 'none', workerFallback: why })
  })

  it.each([
    [
      'cannot load its script',
      (worker: FakeWorker) => worker.onerror?.({ message: '' }),
      'its script could not be loaded',
    ],
    [
      'is of another version',
      (worker: FakeWorker) => worker.says({ is: 'stranger' }),
      'hawser/worker is of another version',
    ],
    [
      'has no engine',
      (worker: FakeWorker) =>
        worker.says({ is: 'failed', error: JSON.stringify({ code: 'engine-failed', message: 'no memory' }) }),
      'no memory',
    ],
  ])('does without one that %s', async (_, fail, why) => {
    const made = client({ url: () => new FakeWorker(false) as unknown as Worker })
    made.connect()
    const [worker] = await vi.waitUntil(() => FakeWorker.made.length > 0 && FakeWorker.made)
    await tick()
    fail(worker as FakeWorker)
    await dialled()

    expect(made.stats().workerFallback).toBe(`There is no dedicated worker: ${why}`)
    expect(worker?.terminated).toBe(true)
  })

  it('tries again what the network may have lost', async () => {
    const made = client({ url: () => new FakeWorker(FakeWorker.made.length > 0) as unknown as Worker })
    made.connect()
    const [worker] = await vi.waitUntil(() => FakeWorker.made.length > 0 && FakeWorker.made)
    await tick()
    worker?.onerror?.({ message: '' })
    await dialled()
    expect(made.stats().worker).toBe('none')
    made.destroy()

    const next = client({ url: () => new FakeWorker() as unknown as Worker })
    next.connect()
    await dialled(2)
    expect(next.stats().worker).toBe('dedicated')
  })

  it('does without one that does not answer', async () => {
    await load()
    windClock()
    const made = client({ url: () => new FakeWorker(false) as unknown as Worker })
    made.connect()
    await vi.advanceTimersByTimeAsync(10_000)

    expect(made.stats().workerFallback).toBe('There is no dedicated worker: it does not answer')
    expect(net.sockets).toHaveLength(1)

    const next = client({ url: () => new FakeWorker(false) as unknown as Worker })
    next.connect()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(FakeWorker.made).toHaveLength(2) // who was only slow is tried again
  })

  it('tells a client that the engine of the worker is too small for, and nobody else', async () => {
    const worker = { url: () => new FakeWorker() as unknown as Worker }
    const engine = createLoader(wasm('plain'))
    const broker = slim('ws://host', { engine, worker, protocol: centrifugo() })
    const plain = slim('ws://host', { engine, worker })
    onTestFinished(() => {
      broker.destroy()
      plain.destroy()
    })
    plain.connect()
    await dialled()

    await expect(broker.ready()).rejects.toMatchObject({
      code: 'engine-failed',
      message: expect.stringContaining('hawser/engine.wasm') as string,
    })
    expect([plain.status, FakeWorker.made.length]).toEqual(['connecting', 1])
  })

  it('has a worker for each engine', async () => {
    const worker = { url: () => new FakeWorker() as unknown as Worker }
    const clients = [
      slim('ws://host', { engine: createLoader(wasm('plain')), worker }),
      slim('ws://host', { engine: createLoader(wasm()), worker, protocol: centrifugo() }),
    ]
    onTestFinished(() => clients.forEach((each) => each.destroy()))
    for (const each of clients) each.connect()
    await expect.poll(() => net.sockets.length).toBe(2)

    expect(FakeWorker.made).toHaveLength(2)
  })

  it('fails as ever where there is no engine at all', async () => {
    const url = () => new FakeWorker() as unknown as Worker
    const broken = createLoader(new Uint8Array([1, 2, 3]))
    const made = slim('ws://host', { engine: broken, worker: { url } })
    const told = record(made, ['error'])
    await expect(made.ready()).rejects.toMatchObject({ code: 'engine-failed', reason: 'compile' })

    expect(told).toEqual([['error', 'engine-failed']])
  })

  it('refuses what can never work, also where there are no workers', () => {
    for (const worker of [
      'dedicated',
      null,
      0,
      { name: 5 },
      { url: '' },
      { url: 5 },
      { url: null },
      { url: {} },
      { shared: 'yes' },
      { shared: null },
    ])
      expect([worker, codeOf(() => createClient('ws://host', { worker: worker as never }))]).toEqual([
        worker,
        'bad-option',
      ])
    expect(codeOf(() => createClient(() => 'ws://host', { worker: 'shared' }))).toBe('bad-option')
  })
})

describe('the worker of a page', () => {
  const url = () => new FakeWorker() as unknown as Worker

  it('is one for all clients that ask for the same, and outlives them a while', async () => {
    const clients = [client({ url }), client({ url })]
    for (const one of clients) one.connect()
    await dialled(2)
    for (const one of clients) one.destroy()
    const third = client({ url })
    third.connect()
    await dialled(3)
    expect(FakeWorker.made).toHaveLength(1)
    third.destroy()

    await vi.waitFor(() => expect(FakeWorker.made[0]?.terminated).toBe(true), 3000)
    const fourth = client({ url })
    fourth.connect()
    await dialled(4)
    expect(FakeWorker.made).toHaveLength(2)
  })

  it('that throws is a lost link to its clients, and another one is started', async () => {
    const reconnect = { first: 10, jitter: 'none' } as const
    const made = client({ url: () => new FakeWorker() as unknown as Worker }, { reconnect })
    const told = record(made, ['error', 'status'])
    made.connect()
    await dialled()
    FakeWorker.made[0]?.onerror?.({ message: 'the sky fell' })
    expect(told.slice(-2)).toEqual([
      ['error', 'engine-failed'],
      ['status', 'waiting'],
    ])
    expect(FakeWorker.made[0]?.terminated).toBe(true)
    await dialled(2)
    net.last.opens()
    await vi.waitFor(() => expect(made.status).toBe('open'))
  })

  it.each([true, false])(
    'that dies before it heard of a hang-up is the end of it all the same: open %s',
    async (isOpen) => {
      const made = client({ url: () => new FakeWorker() as unknown as Worker })
      const news = made.channel('news')
      made.connect()
      await dialled()
      if (isOpen) net.last.opens()
      await vi.waitFor(() => expect(made.status).toBe(isOpen ? 'open' : 'connecting'))
      const told = record(made, ['status', 'close', 'error', 'reconnecting'])
      const loop = made.messages('a')[Symbol.asyncIterator]().next()
      made.disconnect()
      FakeWorker.made[0]?.onerror?.({ message: 'the sky fell' })

      const close = { code: 1006, reason: '', wasClean: false }
      expect(told).toEqual([['status', 'idle'], ...(isOpen ? [['close', close]] : [])])
      expect([made.status, news.status]).toEqual(['idle', 'unsubscribed'])
      expect(await loop).toEqual({ done: true, value: undefined })
    },
  )

  it('gets the engine of slim, too', async () => {
    const made = slim('ws://host', {
      engine: createLoader(wasm),
      worker: { url: () => new FakeWorker() as unknown as Worker },
    })
    onTestFinished(() => made.destroy())
    made.connect()
    await dialled()

    expect(made.stats().worker).toBe('dedicated')
  })
})
