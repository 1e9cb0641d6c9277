import { describe, expect, it } from 'vitest'
import { codeOf, itHere, online, tick, uncaught, world } from './support/world.js'

describe('on, once and off', () => {
  it('a typed listener gets the payload, and what came with it', async () => {
    const { client, net } = await online()
    const told: unknown[] = []
    client.on('task-updated', (task, meta) => told.push(task, meta))
    net.last.receives({ type: 'task-updated', payload: { id: 1 } })

    expect(told).toEqual([{ id: 1 }, { type: 'task-updated' }])
  })

  it('what on() returns ends it, and twice is once', async () => {
    const { client, net } = await online()
    const told: unknown[] = []
    const listener = (value: unknown) => told.push(value)
    const off = client.on('a', listener)
    client.on('a', listener)
    off()
    off()
    net.last.receives({ type: 'a', payload: 1 })

    expect(told).toEqual([1])
  })

  it('off() ends every registration of a function', async () => {
    const { client, net } = await online()
    const told: unknown[] = []
    const listener = (value: unknown) => told.push(value)
    client.on('a', listener)
    client.once('a', listener)
    client.off('a', listener)
    client.off('never', listener)
    net.last.receives({ type: 'a', payload: 1 })

    expect(told).toEqual([])
  })

  it('once() hears once, even if the same comes again while it listens', async () => {
    const { client } = await online()
    const told: unknown[] = []
    client.once('a', (value) => {
      told.push(value)
      client.dispatch('a', 2)
    })
    client.dispatch('a', 1)
    client.dispatch('a', 3)

    expect(told).toEqual([1])
  })

  it('nobody but functions can listen', async () => {
    const { client } = await world()

    for (const none of ['b', null, undefined]) expect(codeOf(() => client.on('a', none as never))).toBe('bad-option')
  })

  it('a listener may leave, and another come, while a message is delivered', async () => {
    const { client } = await world()
    const told: string[] = []
    const off = client.on('a', () => {
      told.push('leaving')
      off()
      client.on('a', () => told.push('new'))
    })
    client.on('a', () => told.push('staying'))
    client.dispatch('a', 1)
    client.dispatch('a', 2)

    expect(told).toEqual(['leaving', 'staying', 'staying', 'new'])
  })
})

it("one listener's failure is reported as uncaught, and delivery goes on", async () => {
  const errors = uncaught()
  const { client, net } = await online()
  const told: unknown[] = []
  client.on('a', () => {
    throw new Error('a bug')
  })
  client.on('a', (value) => told.push(value))
  client.on('status', () => {
    throw new Error('another')
  })
  net.last.receives({ type: 'a', payload: 1 }, { type: 'a', payload: 2 })
  net.last.drops()

  expect(told).toEqual([1, 2])
  expect(errors.map(String)).toEqual(['Error: a bug', 'Error: a bug', 'Error: another'])
  expect(client.status).toBe('waiting')
})

it('where there is no reportError, it is thrown in a turn of its own', async () => {
  const { client } = await world()
  const errors: unknown[] = []
  const uncaughtOnes = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException').once('uncaughtException', (error) => errors.push(error))
  client.on('a', () => {
    throw new Error('a bug')
  })
  client.dispatch('a', 1)
  await new Promise((resolve) => setTimeout(resolve, 10))
  process.removeAllListeners('uncaughtException')
  for (const listener of uncaughtOnes) process.on('uncaughtException', listener)

  expect(errors.map(String)).toEqual(['Error: a bug'])
})

describe('a listener may call whatever it likes', () => {
  it('sends from within a listener keep their order', async () => {
    const { client, net } = await online()
    client.on('a', (value) => {
      client.send({ echo: value, n: 1 })
      client.send({ echo: value, n: 2 })
    })
    net.last.receives({ type: 'a', payload: 1 }, { type: 'a', payload: 2 })

    expect(net.last.said).toEqual([
      { echo: 1, n: 1 },
      { echo: 1, n: 2 },
      { echo: 2, n: 1 },
      { echo: 2, n: 2 },
    ])
  })

  it('what a socket says meanwhile waits for its turn', async () => {
    const { client, net } = await online()
    const told: string[] = []
    client.on('a', (value) => {
      told.push(`${String(value)} begins`)
      if (value === 1) net.last.receives({ type: 'a', payload: 2 })
      told.push(`${String(value)} ends`)
    })
    net.last.receives({ type: 'a', payload: 1 })
    await tick()

    expect(told).toEqual(['1 begins', '1 ends', '2 begins', '2 ends'])
  })

  itHere('a WebSocket that calls the client from its constructor is told that it must not', async () => {
    const { client, net } = await world({
      WebSocket: class {
        constructor() {
          net.sockets.length = 0
          codes.push(codeOf(() => client.send('from within')))
        }
        close() {}
      },
    })
    const codes: unknown[] = []
    client.connect()

    expect(codes).toEqual(['bad-option'])
    expect(client.status).toBe('connecting')
  })
})

describe('tap', () => {
  it('hears every message, whoever else does, and parses only when asked', async () => {
    const { client, net } = await online()
    const told: unknown[] = []
    client.on('a', () => {})
    const off = client.tap(({ raw, read }) => told.push(raw, read(), read() === read()))
    const bytes = new Uint8Array([1, 2]).buffer
    net.last.receives({ type: 'a', payload: { x: 1 } }, '{"type":"b"}', 'plain', bytes)
    off()
    net.last.receives({ type: 'a' })

    expect(told).toEqual([
      '{"type":"a","payload":{"x":1}}',
      { type: 'a', payload: { x: 1 } },
      true,
      '{"type":"b"}',
      { type: 'b' },
      true,
      'plain',
      'plain',
      true,
      bytes,
      bytes,
      true,
    ])
  })
})

describe('dispatch', () => {
  it('delivers as if it had arrived, with or without a connection', async () => {
    const { client } = await world()
    const told: unknown[] = []
    client.on('a', (value, meta) => told.push(value, meta))
    client.on('message', (message) => told.push(message))
    client.channel('news').on('message', (value) => told.push(['news', value]))
    client.dispatch('a', 1)
    client.dispatch('b', 2)
    client.dispatch('b', 3, { channel: 'news' })
    client.dispatch('b', 4, { channel: 'other' })

    expect(told).toEqual([
      1,
      { type: 'a' },
      { type: 'b', payload: 2 },
      ['news', 3],
      { type: 'b', channel: 'other', payload: 4 },
    ])
  })

  it("can't pose as an event of the connection", async () => {
    const { client } = await world()
    const told: unknown[] = []
    client.on('open', (value) => told.push(['open', value]))
    client.on('message', (value) => told.push(['message', value]))
    client.dispatch('open', { forged: true })

    expect(told).toEqual([['message', { type: 'open', payload: { forged: true } }]])
  })
})
