import fc from 'fast-check'
import type { ConnectionError } from 'hawser'
import { describe, expect, it, vi } from 'vitest'
import { isRemote, itHere, online, record, tick } from './support/world.js'

const lifecycle = ['open', 'close', 'error', 'message', 'binary', 'reconnecting', 'reconnect-failed', 'status', 'drain']

describe('routing', () => {
  it('gives a typed listener the payload, or the message itself where it has none', async () => {
    const { client, net } = await online()
    const told: unknown[] = []
    client.on('a', (value) => told.push(value))
    net.last.receives({ type: 'a', payload: null }, { type: 'a', text: 'flat' }, { payload: [1], type: 'a' })

    expect(told).toEqual([null, { type: 'a', text: 'flat' }, [1]])
  })

  it('gives message what nobody took', async () => {
    const { client, net } = await online()
    const told = record(client, ['message'])
    client.on('a', () => {})
    net.last.receives(
      { type: 'a' },
      { type: 'b', payload: 1 },
      [1, 2],
      'true',
      'null',
      '"text"',
      '12',
      'not JSON',
      '{"a":',
      '',
    )

    expect(told.map((entry) => (entry as unknown[])[1])).toEqual([
      { type: 'b', payload: 1 },
      [1, 2],
      true,
      null,
      'text',
      12,
      'not JSON',
      '{"a":',
      '',
    ])
  })

  it.each(lifecycle)("a server can't fire %s", async (type) => {
    const { client, net } = await online()
    const told = record(client, lifecycle)
    net.last.receives({ type, payload: { forged: true } })

    expect(told).toEqual([['message', { type, payload: { forged: true } }]])
  })

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'then'])(
    '%j is a type and a channel like any other',
    async (name) => {
      const { client, net } = await online()
      const told: unknown[] = []
      client.on(name, (value, meta) => told.push(value, meta))
      client.channel(name).on('message', (value) => told.push(['channel', value]))
      net.last.receives(`{"type":${JSON.stringify(name)},"payload":{"__proto__":{"x":1}}}`)
      net.last.receives(`{"channel":${JSON.stringify(name)},"payload":2}`)

      expect(Object.keys(told[0] as object)).toEqual(['__proto__'])
      expect(({} as { x?: number }).x).toBeUndefined()
      expect(told.slice(2)).toEqual([['channel', 2]])
    },
  )

  itHere('parses nothing that nobody listens to', async () => {
    const { client, net } = await online()
    client.on('a', () => {})
    const parse = vi.spyOn(JSON, 'parse')
    net.last.receives({ type: 'b', payload: 1 }, { channel: 'c' }, 'text')
    const calls = parse.mock.calls.length
    parse.mockRestore()

    expect(calls).toBe(0)
    expect(client.stats().ignored).toBe(3)
  })

  it('parses once, however many listen', async () => {
    const { client, net } = await online()
    const told: unknown[] = []
    client.on('a', (value) => told.push(value))
    client.on('a', (value) => told.push(value))
    net.last.receives({ type: 'a', payload: { x: 1 } })

    expect(told[0]).toBe(told[1])
  })
})

describe('names of the envelope', () => {
  it('{event, data, topic} works like {type, payload, channel}', async () => {
    const { client, net } = await online({ envelope: { type: 'event', payload: 'data', channel: 'topic' } })
    const told: unknown[] = []
    client.on('tick', (value) => told.push(['tick', value]))
    client.channel('news').on('message', (value) => told.push(['news', value]))
    net.last.receives({ event: 'tick', data: 1 }, { topic: 'news', data: 2 }, { type: 'tick', payload: 3 })
    client.emit('say', { text: 'hi' })
    client.channel('news').publish(4, 'item')

    expect(told).toEqual([
      ['tick', 1],
      ['news', 2],
    ])
    expect(net.last.said).toEqual([
      { event: 'subscribe', topic: 'news' },
      { event: 'say', data: { text: 'hi' } },
      { event: 'item', topic: 'news', data: 4 },
    ])
  })

  it("{action: 'subscribe', channel} and {action: 'login', user} work", async () => {
    const { client, net } = await online({ envelope: { type: 'action', unsubscribe: 'leave' } })
    client.subscribe('news')
    client.unsubscribe('news')
    client.send({ action: 'login', user: 'ann' })

    expect(net.last.said).toEqual([
      { action: 'subscribe', channel: 'news' },
      { action: 'leave', channel: 'news' },
      { action: 'login', user: 'ann' },
    ])
  })

  it('a field of that name makes a message an error', async () => {
    const { client, net } = await online({ envelope: { error: 'problem' } })
    const errors: unknown[] = []
    client.on('error', ({ code, details }) => errors.push([code, details]))
    net.last.receives({ problem: { status: 401 } }, { error: 'not one' })

    expect(errors).toEqual([['server', { status: 401 }]])
  })

  it('tells their words, but not more than 200 characters of them', async () => {
    const { client, net } = await online()
    const errors: ConnectionError[] = []
    client.on('error', (error) => errors.push(error))
    const long = 'x'.repeat(1000)
    net.last.receives({ error: 'too late' }, { error: { message: long } }, { error: { message: 5 } })

    expect(errors.map(({ message }) => message)).toEqual([
      'The server reports an error: too late',
      `The server reports an error: ${'x'.repeat(200)}`,
      'The server reports an error',
    ])
    expect(errors[1]?.details).toEqual({ message: long })
  })
})

describe('what is refused', () => {
  it('a message over maxMessageBytes, counted in bytes', async () => {
    const { client, net } = await online({ maxMessageBytes: 64 })
    const told = record(client, ['message', 'error', 'binary'])
    net.last.receives(
      `"${'x'.repeat(62)}"`,
      `"${'x'.repeat(63)}"`,
      `"${'é'.repeat(40)}"`,
      new ArrayBuffer(65),
      new ArrayBuffer(64),
    )

    expect(told).toEqual([
      ['message', 'x'.repeat(62)],
      ['error', 'message-too-large'],
      ['error', 'message-too-large'],
      ['error', 'message-too-large'],
      ['binary', new ArrayBuffer(64)],
    ])
    expect(client.stats().refused).toBe(3)
  })

  itHere('tells the limit and the size', async () => {
    const { client, net } = await online({ maxMessageBytes: 64 })
    const messages: string[] = []
    client.on('error', ({ message }) => messages.push(message))
    net.last.receives('x'.repeat(70), 'é'.repeat(40), new ArrayBuffer(65), new Blob(['x'.repeat(66)]))

    expect(messages).toEqual(
      ['at least 70', '80', '65', '66'].map(
        (bytes) => `A message was refused: it has ${bytes} bytes, and maxMessageBytes is 64`,
      ),
    )
  })

  it('more than a mebibyte, by default', async () => {
    const { client, net } = await online()
    const told = record(client, ['message', 'error'])
    net.last.receives('x'.repeat(1_048_577), 'x'.repeat(1_048_576))

    expect(told.map((entry) => (entry as unknown[])[0])).toEqual(['error', 'message'])
  })

  it('JSON nested too deeply', async () => {
    const { client, net } = await online()
    const told = record(client, ['message', 'error'])
    net.last.receives('['.repeat(64) + ']'.repeat(64), '['.repeat(65) + ']'.repeat(65), '['.repeat(500_000))

    expect(told.map((entry) => (entry as unknown[])[0])).toEqual(['message', 'error', 'error'])
    expect(told[1]).toEqual(['error', 'bad-message'])
  })

  it('and says so', async () => {
    const { client, net } = await online({ maxDepth: 1 })
    const messages: string[] = []
    client.on('error', ({ message }) => messages.push(message))
    net.last.receives('[[]]')

    expect(messages).toEqual(['A message was refused: it is nested deeper than maxDepth'])
  })
})

describe('binary', () => {
  it('arrives as an ArrayBuffer, the one of the socket', async () => {
    const { client, net } = await online()
    const told: unknown[] = []
    client.on('binary', (value) => told.push(value))
    const { buffer } = new Uint8Array([1, 2, 3])
    net.last.receives(buffer)

    expect(net.last.binaryType).toBe('arraybuffer')
    expect(told.map((data) => [...new Uint8Array(data as ArrayBuffer)])).toEqual([[1, 2, 3]])
    if (!isRemote) expect(told[0]).toBe(buffer)
  })

  it('arrives as a Blob where that is asked for', async () => {
    const { client, net } = await online({ binaryType: 'blob' })
    const told: unknown[] = []
    client.on('binary', (value) => told.push(value))
    const blob = new Blob(['abc'])
    net.last.receives(blob)

    expect(net.last.binaryType).toBe('blob')
    expect(told).toEqual([expect.any(Blob)])
    if (!isRemote) expect(told[0]).toBe(blob)
  })
})

describe('any', () => {
  const json = fc.jsonValue({ maxDepth: 6 })

  it('payload arrives as JSON.parse gives it', async () => {
    const { client, net } = await online()
    let heard: unknown
    client.on('any', (value) => (heard = value))
    fc.assert(
      fc.property(json, fc.boolean(), (payload, spaced) => {
        const text = JSON.stringify({ a: 'ü', type: 'any', payload }, null, spaced ? 1 : 0)
        net.last.receives(text)
        expect(heard).toEqual((JSON.parse(text) as { payload: unknown }).payload)
      }),
    )
  })

  it('message that nobody took arrives as JSON.parse gives it', async () => {
    const { client, net } = await online()
    let heard: unknown
    client.on('message', (value) => (heard = value))
    fc.assert(
      fc.property(json, (value) => {
        net.last.receives(JSON.stringify(value))
        expect(heard).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('name of a type or a channel reaches its listener, and no other', async () => {
    const { client, net } = await online()
    const names = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((name) => !lifecycle.includes(name))
    fc.assert(
      fc.property(names, names, (type, channel) => {
        const told: unknown[] = []
        const off = client.on(type, (value, meta) => told.push([value, meta]))
        const handle = client.channel(channel)
        handle.on('message', (value, meta) => told.push([value, meta]))
        net.last.receives({ type, payload: 1 }, { type: `${type}!`, payload: 2 }, { channel, payload: 3 })
        off()
        handle.close()
        expect(told).toEqual([
          [1, { type }],
          [3, { channel }],
        ])
      }),
    )
  })

  it('text that is not JSON arrives as it is', async () => {
    const { client, net } = await online()
    let heard: unknown
    client.on('message', (value) => (heard = value))
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const message = `~${text}`
        net.last.receives(message)
        expect(heard).toBe(message)
      }),
    )
  })

  it('bytes arrive as they are, and leave as they are', async () => {
    const { client, net } = await online()
    let heard: unknown
    client.on('binary', (value) => (heard = value))
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        net.last.receives(bytes.slice().buffer)
        expect(new Uint8Array(heard as ArrayBuffer)).toEqual(bytes)
        client.send(bytes as Uint8Array<ArrayBuffer>)
        expect(net.last.sent.at(-1)).toEqual([...bytes])
      }),
    )
  })

  it('sequence of listening, leaving and receiving delivers exactly once and in order', async () => {
    const { client, net } = await online()
    const types = ['a', 'b', 'c']
    const step = fc.oneof(
      fc.record({ do: fc.constant('on' as const), type: fc.constantFrom(...types) }),
      fc.record({ do: fc.constant('off' as const), type: fc.constantFrom(...types) }),
      fc.record({ do: fc.constant('receive' as const), type: fc.constantFrom(...types) }),
      fc.record({ do: fc.constant('send' as const), type: fc.constantFrom(...types) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const listening = new Map<string, () => void>()
        const told: string[] = []
        const expected: string[] = []
        net.last.sent.length = 0
        steps.forEach(({ do: action, type }, at) => {
          if (action === 'on' && !listening.has(type))
            listening.set(
              type,
              client.on(type, (value) => told.push(`${type} ${String(value)}`)),
            )
          if (action === 'off') {
            listening.get(type)?.()
            listening.delete(type)
          }
          if (action === 'receive') net.last.receives({ type, payload: at })
          if (action === 'receive' && listening.has(type)) expected.push(`${type} ${at}`)
          if (action === 'send') client.emit(type, at)
        })
        for (const off of listening.values()) off()
        expect(told).toEqual(expected)
        const sent = steps.flatMap(({ do: action, type }, at) => (action === 'send' ? [{ type, payload: at }] : []))
        expect(net.last.said).toEqual(sent)
      }),
    )
  })
})

it('duplicate keys: the last one wins, escaped or not', async () => {
  const { client, net } = await online()
  const told: unknown[] = []
  client.on('b', (value) => told.push(value))
  client.on('a', () => told.push('smuggled'))
  net.last.receives('{"type":"a","payload":1,"type":"b","pay\\u006coad":2}')
  await tick()

  expect(told).toEqual([2])
})
