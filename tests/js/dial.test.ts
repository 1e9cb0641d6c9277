import { describe, expect, it, vi } from 'vitest'
import { type ConnectionError, createClient, load } from 'hawser'
import { codeOf, record, tick, windClock, world } from './support/world.js'

const soon = { reconnect: { first: 10, jitter: 'none' } } as const

describe('providers', () => {
  it('are asked anew for every attempt', async () => {
    windClock()
    let asked = 0
    const { client, net } = await world(
      { ...soon, protocols: () => [`p${asked}`], hello: () => ({ token: asked }) },
      () => `ws://host/${++asked}`,
    )
    client.connect()
    net.last.refuses()
    vi.advanceTimersByTime(10)
    net.last.opens()

    expect(net.sockets.map(({ url, protocols }) => [url, protocols])).toEqual([
      ['ws://host/1', ['p1']],
      ['ws://host/2', ['p2']],
    ])
    expect(net.last.sent).toEqual(['{"token":2}'])
  })

  it('may take their time', async () => {
    const { client, net } = await world({ protocols: () => Promise.resolve('late') }, () =>
      Promise.resolve(new URL('ws://host/late')),
    )
    client.connect()
    expect(net.sockets).toHaveLength(0)
    await tick()

    expect([net.last.url, net.last.protocols]).toEqual(['ws://host/late', ['late']])
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('no token')
      },
    ],
    ['rejects', () => Promise.reject(new Error('no token'))],
  ])('one that %s is an error with that cause, and asked again', async (_, hello) => {
    windClock()
    const { client, net } = await world({ ...soon, hello: vi.fn<() => unknown>(hello).mockReturnValueOnce('fine') })
    const errors: unknown[] = []
    client.on('error', ({ code, message, cause }) => errors.push([code, message, String(cause)]))
    client.connect()
    net.last.refuses()
    await vi.advanceTimersByTimeAsync(10)

    expect(client.status).toBe('waiting')
    expect(errors.at(-1)).toEqual([
      'connect-failed',
      'The connection could not be prepared: no token',
      'Error: no token',
    ])
  })

  it('that never answer are given up with the attempt', async () => {
    windClock()
    const { client } = await world({ connectTimeout: 50 }, () => new Promise<string>(() => {}))
    const told = record(client, ['error'])
    client.connect()
    vi.advanceTimersByTime(50)

    expect(told).toEqual([['error', 'timeout']])
  })

  it('one that fails for a reason that stays is not asked again', async () => {
    const url = vi.fn(() => 'ftp://host')
    const { client } = await world({}, url)
    const told = record(client)
    const errors: ConnectionError[] = []
    client.on('error', (error) => errors.push(error))
    const why = { code: 'bad-option', message: 'A URL to connect to starts with ws: or wss:, not ftp:' }
    const reader = client.streams().readable.getReader()
    await expect(client.ready()).rejects.toMatchObject(why)

    expect(errors).toMatchObject([
      {
        code: 'connect-failed',
        message: `The connection could not be prepared: ${why.message}`,
        temporary: false,
        cause: why,
      },
    ])
    expect(told.slice(-2)).toEqual([
      ['status', 'failed'],
      ['reconnect-failed', { attempts: 0 }],
    ])
    expect([client.status, url.mock.calls.length]).toEqual(['failed', 1])
    await expect(reader.read()).rejects.toMatchObject(why)
  })

  it('one that fails too late is not the cause of what fails next', async () => {
    windClock()
    let fail = (_: Error) => {}
    const hello = vi.fn<() => unknown>(() => new Promise((_, reject) => (fail = reject)))
    const { client, net } = await world({ ...soon, hello, connectTimeout: 50 })
    const causes: unknown[] = []
    client.on('error', ({ cause }) => causes.push(cause))
    client.connect()
    vi.advanceTimersByTime(50)
    fail(new Error('late'))
    await vi.advanceTimersByTimeAsync(0)
    hello.mockReturnValue('fine')
    vi.advanceTimersByTime(10)
    net.last.refuses()

    expect(causes).toEqual([undefined, undefined])
  })

  it('that answer after disconnect() dial nobody', async () => {
    const { client, net } = await world({}, () => Promise.resolve('ws://host'))
    client.connect()
    client.disconnect()
    client.connect()
    client.destroy()
    await tick()

    expect(net.sockets).toHaveLength(0)
  })
})

describe('a URL', () => {
  it('may be http(s), and loses its hash', async () => {
    const { client, net } = await world({}, 'https://host:8443/ws?x=1#hash')
    client.connect()

    expect(net.last.url).toBe('wss://host:8443/ws?x=1')
  })

  it('that can not be one is refused at once', () => {
    expect(codeOf(() => createClient('ftp://host'))).toBe('bad-option')
    expect(codeOf(() => createClient('ws://'))).toBe('bad-option')
    expect(codeOf(() => createClient('/relative'))).toBeUndefined()
  })

  it('that is missing is refused, and not dialled as a path of the page', async () => {
    for (const none of [undefined, null, 5, {}]) expect(codeOf(() => createClient(none as never))).toBe('bad-option')

    const { client, net } = await world({}, () => undefined as never)
    const causes: unknown[] = []
    client.on('error', ({ cause }) => causes.push((cause as ConnectionError).code))
    vi.stubGlobal('location', { href: 'https://shop.example/' })
    client.connect()
    vi.unstubAllGlobals()
    expect(causes).toEqual(['bad-option'])
    expect(net.sockets).toHaveLength(0)
  })

  it('may be relative to its page, and fails where there is none', async () => {
    const { client, net } = await world({}, '/ws?x=1')
    const told = record(client, ['error'])
    client.connect()
    expect(told).toEqual([['error', 'connect-failed']])

    vi.stubGlobal('location', { href: 'https://shop.example/cart' })
    client.connect()
    vi.unstubAllGlobals()
    expect(net.last.url).toBe('wss://shop.example/ws?x=1')
  })

  it('stays out of errors: it may carry a token', async () => {
    const { client } = await world({}, () => 'not a url?token=secret')
    const errors: Error[] = []
    client.on('error', (error) => errors.push(error))
    client.connect()

    expect(errors).toHaveLength(1)
    expect(JSON.stringify([errors[0]?.message, String(errors[0]?.cause), errors[0]])).not.toContain('secret')
  })
})

describe('protocols', () => {
  it('are given as one, as several, or not at all', async () => {
    const seen: unknown[] = []
    for (const protocols of ['one', ['one', 'two'], undefined, []] as const) {
      const { client, net } = await world({ ...(protocols && { protocols }) })
      client.connect()
      seen.push(net.last.protocols)
    }

    expect(seen).toEqual([['one'], ['one', 'two'], [], []])
  })
})

describe('a hello', () => {
  it('of bytes is refused, and not sent as the JSON of an array', async () => {
    const { client, net } = await world({ hello: new Uint8Array([1]) })
    const causes: unknown[] = []
    client.on('error', ({ cause }) => causes.push((cause as ConnectionError).code))
    client.connect()

    expect(causes).toEqual(['not-serializable'])
    expect(net.sockets).toHaveLength(0)
  })
})

describe('the WebSocket class', () => {
  it('is looked up at every dial', async () => {
    await load()
    const { client, net } = await world()
    const bare = createClient('ws://host')
    const messages: string[] = []
    bare.on('error', ({ message }) => messages.push(message))
    vi.stubGlobal('WebSocket', undefined)
    bare.connect()
    expect(messages).toEqual([
      'The connection could not be prepared: There is no WebSocket here: give one as options.WebSocket',
    ])
    expect(bare.status).toBe('failed')
    vi.stubGlobal('WebSocket', net.WebSocket)
    bare.connect()
    vi.unstubAllGlobals()
    bare.destroy()

    expect(net.sockets).toHaveLength(1)
    expect(client.status).toBe('idle')
  })
})
