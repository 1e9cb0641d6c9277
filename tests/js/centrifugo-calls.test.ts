import type { InspectEntry } from 'hawser'
import { describe, expect, it, vi } from 'vitest'
import {
  broker,
  closed,
  connecting,
  done,
  failed,
  idle,
  online,
  open,
  refused,
  subscribed,
  subscribing,
  timedOut,
  turn,
  unsubscribed,
} from './support/broker.js'
import { Kind } from '../../js/src/border.js'
import { FakeFrame, fakeEngine, say } from './support/fake-engine.js'
import { codeOf, errorOf, record, windClock } from './support/world.js'

const ticketOf = (verb: readonly unknown[] | undefined) => verb?.[4] as number

describe('a call', () => {
  it('goes to the engine, and resolves with what the broker says', async () => {
    const { client, fake } = online()
    const reply = client.rpc('sum', [1, 2])
    const [call] = fake.said('call')
    expect(call).toEqual(['call', 'rpc', 'sum', [1, 2], expect.any(Number), 5000])

    const frame = new FakeFrame()
    frame.put('ignored')
    fake.tell(frame, say.settled(ticketOf(call), done, frame.json({ sum: 3 })))
    await expect(reply).resolves.toEqual({ sum: 3 })
  })

  it('may have no data, and no result', async () => {
    const { client, fake } = online()
    const reply = client.rpc('ping')
    const [call] = fake.said('call')
    fake.tell(null, say.settled(ticketOf(call), done))

    expect(call?.[3]).toBe('')
    await expect(reply).resolves.toBeUndefined()
  })

  it('of a request is one without a method', async () => {
    const { client, fake } = online()
    void client.request({ type: 'who' }).catch(() => {})

    expect(fake.said('call')).toEqual([['call', 'rpc', '', { type: 'who' }, expect.any(Number), 5000]])
  })

  it('rejects with the error of the server, number and all', async () => {
    const { client, fake } = online()
    const reply = client.publish('news', 1)
    const [call] = fake.said('call')
    const detail = { code: 103, message: 'permission denied', temporary: false }
    fake.tell(null, say.settled(ticketOf(call), refused, [0, 0], detail))

    await expect(reply).rejects.toMatchObject({
      code: 'server',
      protocolCode: 103,
      temporary: false,
      details: detail,
      message: 'The broker refused: permission denied',
    })
  })

  it('rejects when nobody answers in time, and when the line is lost', async () => {
    const { client, fake } = online()
    const replies = [client.rpc('a'), client.rpc('b')]
    const [one, two] = fake.said('call')
    fake.tell(null, say.settled(ticketOf(one), timedOut), say.settled(ticketOf(two), closed))

    await expect(replies[0]).rejects.toMatchObject({ code: 'timeout', protocolCode: 1, temporary: true })
    await expect(replies[1]).rejects.toMatchObject({ code: 'closed', protocolCode: 11 })
  })

  it('rejects when the reply is not what it should be', async () => {
    const { client, fake } = online()
    const reply = client.rpc('a')
    const frame = new FakeFrame()
    fake.tell(frame, say.settled(ticketOf(fake.said('call')[0]), done, frame.put('{')))

    await expect(reply).rejects.toMatchObject({ code: 'bad-message' })
  })

  it('has no options but those that there are', async () => {
    const { client, fake } = online()
    await expect(client.rpc('a', 1, { timeOut: 70 } as never)).rejects.toMatchObject({ code: 'bad-option' })
    await expect(client.history('a', { max: 1 } as never)).rejects.toMatchObject({ code: 'bad-option' })
    expect(fake.said('call')).toEqual([])
  })

  it('keeps time itself, and forgets then', async () => {
    windClock()
    const { client, fake } = online()
    const reply = client.rpc('a', 1, { timeout: 70 })
    const [call] = fake.said('call')
    vi.advanceTimersByTime(70)

    expect(call?.[5]).toBe(70)
    expect(fake.said('forget')).toEqual([['forget', ticketOf(call)]])
    await expect(reply).rejects.toMatchObject({ code: 'timeout' })
  })

  it('ends with its signal', async () => {
    const { client, fake } = online()
    const ending = new AbortController()
    const reply = client.history('a', { signal: ending.signal })
    const [call] = fake.said('call')
    ending.abort('enough')
    fake.tell(null, say.settled(ticketOf(call), done, [0, 0], {}))

    await expect(reply).rejects.toMatchObject({ code: 'aborted', cause: 'enough' })
    expect(fake.said('forget')).toEqual([['forget', ticketOf(call)]])
    await expect(client.rpc('b', 1, { signal: ending.signal })).rejects.toMatchObject({ code: 'aborted' })
    expect(fake.said('call')).toEqual([])
  })

  it('that a final close ends names it, and so do those after it', async () => {
    const { client, fake } = online()
    const reply = client.rpc('sum')
    const [call] = fake.said('call')
    const close = [Kind.closed, 3500, 1, { at: 'invalid token' }] as unknown as Parameters<typeof fake.tell>[1]
    fake.tell(null, say.changed(failed), say.settled(ticketOf(call), closed), close, [Kind.gaveUp, 0])

    const details = { code: 3500, reason: 'invalid token' }
    await expect(reply).rejects.toMatchObject({ code: 'closed', temporary: false, details })
    await expect(client.rpc('late')).rejects.toMatchObject({
      code: 'disconnected',
      temporary: false,
      cause: { code: 'gave-up', details },
    })
    await expect(client.rpc('late')).rejects.toThrow('invalid token (3500)')
  })

  it('that is refused at once says why', async () => {
    const { client, fake } = online()
    const reasons = []
    for (const fate of [2, 3, 4, 5]) {
      fake.answers.fate = fate
      reasons.push(await client.rpc('a').catch((error: { code: string }) => error.code))
    }

    expect(reasons).toEqual(['outbox-full', 'rate-limited', 'disconnected', 'message-too-large'])
    await expect(client.rpc('a', 'x'.repeat(2 ** 20))).rejects.toMatchObject({ code: 'message-too-large' })
    await expect(client.rpc('a', () => {})).rejects.toMatchObject({ code: 'not-serializable' })
    await expect(client.rpc('a', 1, { timeout: 0 })).rejects.toMatchObject({ code: 'bad-option' })
    await expect(client.presence('')).rejects.toMatchObject({ code: 'bad-option' })
  })

  it('is one turn, one frame', async () => {
    const { client, fake } = online()
    void client.rpc('a').catch(() => {})
    client.channel('news')
    client.channel('other').close()
    void client.rpc('b').catch(() => {})
    await turn()
    client.channel('later')
    await turn()

    expect(fake.said().map(([name]) => name)).toEqual([
      'call',
      'subscribe',
      'subscribe',
      'unsubscribe',
      'call',
      'flush',
      'subscribe',
      'flush',
    ])
  })
})

describe('without a link', () => {
  it.each(['before', 'after'])('%s one, a call fails at once', async (when) => {
    const { client, fake } = broker()
    if (when === 'after') {
      client.connect()
      fake.tell(null, say.changed(connecting), say.changed(open), say.changed(idle))
    }
    for (const call of [
      client.rpc('a'),
      client.publish('a', 1),
      client.history('a'),
      client.presence('a'),
      client.presenceStats('a'),
      client.request({}),
      client.channel('a').presence(),
    ])
      await expect(call).rejects.toMatchObject({ code: 'disconnected', protocolCode: 3 })
    expect(codeOf(() => client.send(1))).toBe('disconnected')
    expect(codeOf(() => client.channel('a').publish(1))).toBe('disconnected')
    expect(fake.said('call')).toEqual([])
  })

  it('that is on its way, a call waits: for the engine, and then in it', async () => {
    const fake = fakeEngine()
    const never = Object.assign(() => Promise.resolve(), fake.load, { loaded: () => undefined })
    const { client } = broker({}, { engine: never } as object)
    client.connect()
    const reply = client.rpc('a', 1)
    const { fate } = client.send(2)
    expect([fate, fake.said('call')]).toEqual(['queued', []])
    await turn()
    expect(fake.said('call').map((call) => call.slice(1, 4))).toEqual([
      ['rpc', 'a', 1],
      ['send', '', 2],
    ])
    client.destroy()
    await expect(reply).rejects.toMatchObject({ code: 'closed', protocolCode: 3 })
  })

  it('a message that may not wait is refused', () => {
    const { client, fake } = broker()
    client.connect()
    fake.tell(null, say.changed(connecting))

    const refusal = errorOf(() => client.send({ a: 1 }, { queue: false }))
    expect(refusal).toMatchObject({ code: 'disconnected', temporary: true, protocolCode: 3 })
    fake.answers.fate = 1
    expect(client.send({ a: 1 }).fate).toBe('queued')
  })
})

describe('what is published', () => {
  it('through a handle has a receipt: done once the broker has it', async () => {
    const { client, fake } = online()
    const channel = client.channel('news')
    fake.tell(null, say.status(1, subscribed))
    const receipt = channel.publish({ a: 1 })
    const typed = channel.publish({ a: 1 }, 'note')
    const [one, two] = fake.said('call')
    let settled = false
    const watched = receipt.done.then(() => (settled = true))
    await turn()
    expect([receipt.fate, settled]).toEqual(['sent', false])

    fake.tell(null, say.settled(ticketOf(one), done), say.settled(ticketOf(two), done))
    await watched
    await typed.done
    expect([one?.slice(1, 4), two?.slice(1, 4)]).toEqual([
      ['publish', 'news', { a: 1 }],
      ['publish', 'news', { type: 'note', payload: { a: 1 } }],
    ])
  })

  it('and refused is told to who asked, else as an error', async () => {
    const { client, fake } = online()
    const told = record(client, ['error'])
    const channel = client.channel('news')
    fake.tell(null, say.status(1, subscribed))
    const { done: told1 } = channel.publish(1)
    channel.publish(2)
    const [one, two] = fake.said('call')
    const detail = { code: 103, message: 'no' }
    fake.tell(
      null,
      say.settled(ticketOf(one), refused, [0, 0], detail),
      say.settled(ticketOf(two), refused, [0, 0], detail),
    )

    await expect(told1).rejects.toMatchObject({ code: 'server', protocolCode: 103 })
    expect(told).toEqual([['error', 'server']])
  })

  it('has no type that is an event of a channel', () => {
    const { client } = online()
    const channel = client.channel('news')
    const events = ['status', 'error', 'subscribed', 'unsubscribed', 'join', 'leave', 'message']

    expect(events.map((event) => codeOf(() => channel.publish(1, event)))).toEqual(events.map(() => 'bad-option'))
  })

  it('waits for the subscription, and fails with it', async () => {
    const { client, fake } = online()
    const channel = client.channel('news')
    fake.tell(null, say.status(1, subscribing))
    const receipt = channel.publish(1)
    const list = channel.presence()
    expect([receipt.fate, fake.said('call')]).toEqual(['queued', []])
    fake.tell(null, say.status(1, subscribed))
    expect(fake.said('call').map(([, operation]) => operation)).toEqual(['publish', 'presence'])

    fake.tell(null, say.status(1, subscribing))
    const never = channel.history()
    fake.tell(null, say.unsubscribed(1, 2000, 'server'), say.status(1, unsubscribed))
    await expect(never).rejects.toMatchObject({ code: 'unsubscribed', protocolCode: 7, channel: 'news' })
    const details = { code: 2000, reason: 'server' }
    await expect(channel.presence()).rejects.toMatchObject({ code: 'unsubscribed', details })
    await expect(channel.ready()).rejects.toMatchObject({ code: 'unsubscribed', details })
    expect(codeOf(() => channel.publish(1))).toBe('unsubscribed')
    client.destroy()
    await expect(list).rejects.toMatchObject({ code: 'closed' })
  })

  it('as a message without a reply is sent', async () => {
    const { client, fake } = online()
    const { fate, done: sent } = client.send({ type: 'x', payload: 1 })
    client.emit('y', 2)
    await sent

    expect(fate).toBe('sent')
    expect(fake.said('call').map((call) => call.slice(1, 4))).toEqual([
      ['send', '', { type: 'x', payload: 1 }],
      ['send', '', { type: 'y', payload: 2 }],
    ])
  })

  it('and had to wait is told to have left, and the last of them that nothing waits', async () => {
    const { client, fake } = online()
    const told = record(client, ['drain'])
    fake.answers.fate = 1
    const { done: left } = client.send(1)
    client.rpc('a').catch(() => {})
    const [one, two] = fake.said('call')
    fake.tell(null, [Kind.left, ticketOf(one)])
    await left
    expect(told).toEqual([])
    fake.tell(null, [Kind.left, ticketOf(two)])

    expect(told).toEqual([['drain', undefined]])
  })

  it('and dropped by the engine says so', async () => {
    const { client, fake } = online()
    fake.answers.fate = 1
    const { done: left } = client.send(1)
    fake.tell(null, [Kind.dropped, ticketOf(fake.said('call')[0]), 1])

    await expect(left).rejects.toMatchObject({ code: 'closed' })
  })

  it('in binary is bytes or text', async () => {
    const { client, fake } = online({ format: 'protobuf' })
    void client.publish('a', new Uint8Array([1, 2, 255])).catch(() => {})
    void client.publish('a', new DataView(Uint8Array.of(3, 4, 254).buffer, 1)).catch(() => {})
    await expect(client.publish('a', { a: 1 })).rejects.toMatchObject({ code: 'not-serializable' })
    await expect(client.publish('a', { a: 1 })).rejects.toThrow("payload: 'json' sends objects")

    expect(fake.said('call').map(([, , , data]) => data)).toEqual([
      [1, 2, 255],
      [4, 254],
    ])
  })
})

describe('what a broker knows', () => {
  it('presence, by connection', async () => {
    const { client, fake } = online()
    const reply = client.presence('news')
    const [call] = fake.said('call')
    const frame = new FakeFrame()
    const clients = [
      { client: 'a', user: '42', connInfo: frame.json({ name: 'Ann' }), chanInfo: frame.json(7) },
      { client: '__proto__', user: '' },
    ]
    fake.tell(frame, say.settled(ticketOf(call), done, [0, 0], { clients }))

    expect([...(await reply)]).toEqual([
      ['a', { client: 'a', user: '42', connInfo: { name: 'Ann' }, chanInfo: 7 }],
      ['__proto__', { client: '__proto__', user: '' }],
    ])
  })

  it('how many they are', async () => {
    const { client, fake } = online()
    const reply = client.presenceStats('news')
    const [call] = fake.said('call')
    fake.tell(null, say.settled(ticketOf(call), done, [0, 0], { numClients: 2, numUsers: 1 }))

    expect(call?.slice(1, 4)).toEqual(['presence_stats', 'news', ''])
    await expect(reply).resolves.toEqual({ numClients: 2, numUsers: 1 })
  })

  it('history, with offsets that stay exact', async () => {
    const { client, fake } = online()
    const reply = client.history('news', { limit: -1, reverse: true, since: { offset: 2n ** 63n, epoch: 'e' } })
    const [call] = fake.said('call')
    expect(call?.slice(1, 4)).toEqual([
      'history',
      'news',
      { limit: -1, reverse: true, since: { offset: '9223372036854775808', epoch: 'e' } },
    ])
    const frame = new FakeFrame()
    const info = { client: 'a', user: 'u', connInfo: frame.json('é') }
    const publications = [
      { data: frame.json({ a: 'ü' }), offset: '18446744073709551615', info, tags: { __proto__: 'x', k: 'v' }, time: 5 },
      { data: frame.json(null), offset: '1' },
    ]
    fake.tell(frame, say.settled(ticketOf(call), done, [0, 0], { publications, offset: '7', epoch: 'e' }))

    expect(await reply).toEqual({
      publications: [
        {
          data: { a: 'ü' },
          offset: 2n ** 64n - 1n,
          info: { client: 'a', user: 'u', connInfo: 'é' },
          tags: expect.objectContaining({ k: 'v' }) as object,
          time: 5,
        },
        { data: null, offset: 1n },
      ],
      offset: 7n,
      epoch: 'e',
    })
  })

  it('in binary as bytes that last', async () => {
    const { client, fake } = online({ format: 'protobuf' })
    const reply = client.rpc<Uint8Array>('a')
    const frame = new FakeFrame(true)
    frame.put('xx')
    const span = frame.put(Uint8Array.of(1, 2, 255))
    fake.tell(frame, say.settled(ticketOf(fake.said('call')[0]), done, span))

    expect([...(await reply)]).toEqual([1, 2, 255])
  })
})

it('calls are inspected', async () => {
  const seen: Omit<InspectEntry, 'time'>[] = []
  const { client, fake } = online({}, { inspect: ({ time: _, ...entry }) => seen.push(entry) })
  seen.length = 0
  const reply = client.rpc('sum', [1])
  client.publish('news', { a: 1 }).catch(() => {})
  const [call] = fake.said('call')
  const frame = new FakeFrame()
  fake.tell(frame, say.settled(ticketOf(call), done, frame.json(1)))
  await reply

  expect(seen).toEqual([
    { direction: 'out', type: 'rpc sum', bytes: 3, detail: [1] },
    { direction: 'out', type: 'publish', channel: 'news', bytes: 7, detail: { a: 1 } },
    { direction: 'in', type: 'rpc sum', detail: 1 },
  ])
})
