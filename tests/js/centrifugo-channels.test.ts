import { inspect } from 'node:util'
import type { InspectEntry, Meta } from 'hawser'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  broker,
  connecting,
  idle,
  online,
  open,
  subscribed,
  subscribing,
  turn,
  unsubscribed,
} from './support/broker.js'
import { Kind } from '../../js/src/border.js'
import { FakeFrame, say } from './support/fake-engine.js'
import { codeOf, record, uncaught } from './support/world.js'

/** A publication of its own frame. */
function published(value: unknown, channel = 1, offset = 0n, route = 0) {
  const frame = new FakeFrame()
  frame.put('{"push":')
  return { frame, record: say.publication(route, channel, frame.json(value), offset) }
}

describe('a publication', () => {
  it('reaches the listeners of its channel, of its type, and the loop', async () => {
    const { client, fake } = online()
    const told: unknown[] = []
    const news = client.channel('news')
    news.on('message', (payload, meta) => told.push(['message', payload, meta.type, meta.channel, meta.offset]))
    news.on('note', (payload) => told.push(['note', payload]))
    client.on('note', (payload, { channel }) => told.push(['client', payload, channel]))
    const loop = news[Symbol.asyncIterator]()
    const { frame, record: note } = published({ a: 1 }, 1, 7n, 2)
    fake.tell(frame, note)

    expect(told).toEqual([
      ['client', { a: 1 }, 'news'],
      ['message', { a: 1 }, 'note', 'news', 7n],
      ['note', { a: 1 }],
    ])
    await expect(loop.next()).resolves.toEqual({ done: false, value: { a: 1 } })
  })

  it('that nobody took is a message of the client', () => {
    const { client, fake } = online()
    const told: unknown[] = []
    client.channel('news')
    client.on('message', (payload, { channel, offset }) => told.push([payload, channel, offset]))
    const { frame, record: plain } = published([1], 1, 2n)
    fake.tell(frame, plain)

    expect(told).toEqual([[[1], 'news', 2n]])
  })

  it('tells of itself only when it is asked, and then lastingly', () => {
    const { client, fake } = online()
    const metas: Meta[] = []
    client.channel('news').on('message', (_, meta) => metas.push(meta))
    const frame = new FakeFrame()
    const tags = JSON.parse('{"__proto__":"x","k":"ü"}') as object
    const info = { client: 'c', user: 'u', connInfo: frame.json({ name: 'Zoë' }) }
    const first = say.publication(0, 1, frame.json(1), 2n ** 63n)
    fake.tell(frame, say.context({ info, tags }), first, say.publication(0, 1, frame.json(2)))
    // By now the arena holds something else.
    const [one, two] = metas as [Meta, Meta]

    expect(one.offset).toBe(2n ** 63n)
    expect(one.info).toEqual({ client: 'c', user: 'u', connInfo: { name: 'Zoë' } })
    expect(one.info).toBe(one.info)
    expect([Object.keys(one.tags ?? {}), Object.getPrototypeOf(one.tags)]).toEqual([['__proto__', 'k'], null])
    expect([two.offset, two.info, two.tags]).toEqual([undefined, undefined, undefined])
  })

  it('can be printed, and be written as JSON', () => {
    const { client, fake } = online()
    const metas: Meta[] = []
    client.channel('news').on('message', (_, meta) => metas.push(meta))
    fake.tell(null, say.context({ info: { client: 'c', user: 'u' } }), say.kept(0, 1, '1', 3n))

    const known = { channel: 'news', info: { client: 'c', user: 'u' } }
    expect(JSON.parse(JSON.stringify(metas[0]))).toEqual({ ...known, offset: '3' })
    expect(inspect(metas[0])).toBe(inspect({ channel: 'news', offset: 3n, info: known.info }))
  })

  it('may have its context in the frame as the server wrote it', () => {
    const { client, fake } = online()
    const metas: Meta[] = []
    client.channel('news').on('message', (_, meta) => metas.push(meta))
    const frame = new FakeFrame()
    const info = frame.json({ user: '42', client: 'c', conn_info: { name: 'Zoë' }, chan_info: 7 })
    fake.tell(frame, [Kind.context, 0, 0, ...info], say.publication(0, 1, frame.json(1)))

    expect(metas[0]?.info).toEqual({ client: 'c', user: '42', connInfo: { name: 'Zoë' }, chanInfo: 7 })
    expect(metas[0]?.tags).toBeUndefined()
  })

  it('may lie beside the frame: it is copied before the engine forgets it', () => {
    const { client, fake } = online()
    const told: unknown[] = []
    client.channel('news').on('message', (payload, { info, offset }) => told.push([payload, info, offset]))
    const info = { client: 'c', user: 'u', connInfo: '{"a":"é"}' }
    fake.tell(null, say.context({ info }), say.kept(0, 1, '{"b":"ö"}', 3n), say.kept(0, 1, '7', 4n))

    expect(told).toEqual([
      [{ b: 'ö' }, { client: 'c', user: 'u', connInfo: { a: 'é' } }, 3n],
      [7, undefined, 4n],
    ])
  })

  it('in binary is bytes that last', () => {
    const { client, fake } = online({ format: 'protobuf' })
    const told: Uint8Array[] = []
    const infos: unknown[] = []
    client.channel<Uint8Array>('news').on('message', (bytes, { info }) => {
      told.push(bytes)
      infos.push(info?.connInfo)
    })
    const frame = new FakeFrame(true)
    frame.put('head')
    const spans = [frame.put(Uint8Array.of(0, 255)), frame.put('{"a":1}'), frame.put(Uint8Array.of(254))] as const
    const context = (connInfo: unknown) => say.context({ info: { client: 'c', user: '', connInfo } })
    fake.tell(
      frame,
      context(spans[1]),
      say.publication(0, 1, spans[0]),
      context(spans[2]),
      say.kept(0, 1, Uint8Array.of(1, 2)),
    )

    expect(told.map((bytes) => [bytes.constructor.name, ...bytes])).toEqual([
      ['Uint8Array', 0, 255],
      ['Uint8Array', 1, 2],
    ])
    expect(infos).toEqual([{ a: 1 }, Uint8Array.of(254)])
  })

  it('may be JSON in protobuf', () => {
    const { client, fake } = online({ format: 'protobuf', payload: 'json' })
    const told: unknown[] = []
    client.channel('news').on('message', (payload) => told.push(payload))
    const frame = new FakeFrame(true)
    frame.put(Uint8Array.of(255))
    fake.tell(frame, say.publication(0, 1, frame.json({ a: 'ü' })))

    expect(told).toEqual([{ a: 'ü' }])
  })

  it('goes to taps, streams and the inspector as its data', async () => {
    const seen: Omit<InspectEntry, 'time'>[] = []
    const { client, fake } = online({}, { inspect: ({ time: _, ...entry }) => seen.push(entry) })
    const raws: unknown[] = []
    client.tap(({ raw, read }) => raws.push([raw, read()]))
    const reader = client.streams().readable.getReader()
    client.channel('news')
    seen.length = 0
    const { frame, record: plain } = published({ a: 1 })
    fake.tell(frame, plain)

    expect(raws).toEqual([['{"a":1}', { a: 1 }]])
    await expect(reader.read()).resolves.toEqual({ done: false, value: { a: 1 } })
    expect(seen).toEqual([{ direction: 'in', type: 'json', bytes: 7, channel: 'news', detail: { a: 1 } }])
  })

  it('goes to taps as bytes in binary', () => {
    const { client, fake } = online({ format: 'protobuf' })
    const raws: unknown[] = []
    client.tap(({ raw, read }) => raws.push(raw, read()))
    client.channel('news')
    const frame = new FakeFrame(true)
    fake.tell(frame, say.publication(0, 1, frame.put(Uint8Array.of(9))))

    expect(raws).toEqual([Uint8Array.of(9), Uint8Array.of(9)])
  })

  it('is validated', () => {
    const { client, fake } = online({}, { schemas: { note: z.object({ a: z.number() }) } })
    const told = record(client, ['error'])
    const notes: unknown[] = []
    client.channel('news').on('note', (payload) => notes.push(payload))
    const [good, bad] = [published({ a: 1 }, 1, 1n, 2), published({ a: 'x' }, 1, 2n, 2)]
    fake.tell(good.frame, good.record)
    fake.tell(bad.frame, bad.record)

    expect([told, notes]).toEqual([[['error', 'invalid-payload']], [{ a: 1 }]])
  })

  it('that is no JSON harms no other', () => {
    const { client, fake } = online()
    const told = record(client, ['error'])
    const news = client.channel('news')
    const payloads: unknown[] = []
    news.on('message', (payload) => payloads.push(payload))
    const frame = new FakeFrame()
    fake.tell(frame, say.publication(0, 1, frame.put('{'), 1n), say.publication(0, 1, frame.json(2), 2n))

    expect([told, payloads]).toEqual([[['error', 'bad-message']], [2]])
  })

  it('is for nobody after disconnect()', () => {
    const { client, fake } = online()
    const told: unknown[] = []
    const news = client.channel('news')
    news.on('message', (payload) => {
      told.push(payload)
      client.disconnect()
    })
    const frame = new FakeFrame()
    fake.tell(frame, say.publication(0, 1, frame.json(1), 1n), say.publication(0, 1, frame.json(2), 2n))

    expect(told).toEqual([1])
  })
})

describe('the position', () => {
  const at = (offset: bigint, epoch = 'e') => ({ offset, epoch })
  const context = { recoverable: true, positioned: true, epoch: 'e', offset: '5' }

  it('is that of the subscription, and moves after dispatch', () => {
    const errors = uncaught()
    const { client, fake } = online()
    const news = client.channel('news')
    const seen: unknown[] = []
    news.on('message', () => {
      seen.push(news.position)
      throw new Error('a bug')
    })
    expect(news.position).toBeUndefined()
    fake.tell(null, say.status(1, subscribed), say.subscribed(1, context))
    expect(news.position).toEqual(at(5n))
    const { frame, record: sixth } = published(1, 1, 2n ** 40n)
    fake.tell(frame, sixth)

    expect(seen).toEqual([at(5n)])
    expect(news.position).toEqual(at(2n ** 40n))
    expect(errors).toHaveLength(1)
  })

  it('does not run ahead of what is recovered', () => {
    const { client, fake } = online()
    const news = client.channel('news', { since: at(3n) })
    const seen: unknown[] = []
    news.on('subscribed', () => seen.push(news.position))
    const { frame, record: fourth } = published(1, 1, 4n)
    const recovering = { ...context, wasRecovering: true, recovered: true, offset: '3' }
    fake.tell(frame, say.status(1, subscribed), say.subscribed(1, recovering), fourth)
    expect(news.position).toEqual(at(4n))
    fake.tell(null, say.subscribed(1, { ...recovering, recovered: false, offset: '9' }))

    expect(seen).toEqual([at(3n), at(9n)])
  })

  it('of another history begins anew; without one there is none', () => {
    const { client, fake } = online()
    const news = client.channel('news')
    fake.tell(null, say.subscribed(1, context), say.subscribed(1, { ...context, epoch: 'f', offset: '1' }))
    expect(news.position).toEqual(at(1n, 'f'))
    fake.tell(null, say.subscribed(1, {}))
    expect(news.position).toBeUndefined()
  })

  it('waits for a schema that takes its time', async () => {
    const slow = z.object({ a: z.number() }).refine(async () => true)
    const { client, fake } = online({}, { schemas: { note: slow } })
    const news = client.channel('news')
    const told: unknown[] = []
    news.on('note', (payload) => told.push([payload, news.position?.offset]))
    fake.tell(null, say.subscribed(1, context))
    const { frame, record: note } = published({ a: 1 }, 1, 6n, 2)
    fake.tell(frame, note)
    expect([told, news.position]).toEqual([[], at(5n)])
    await turn()

    expect([told, news.position]).toEqual([[[{ a: 1 }, 5n]], at(6n)])
  })

  it('is not moved by what was checked in another history', async () => {
    const { client, fake } = online({}, { schemas: { note: z.object({ a: z.number() }).refine(async () => true) } })
    const news = client.channel('news')
    const heard: unknown[] = []
    news.on('message', (data) => heard.push(data))
    fake.tell(null, say.subscribed(1, context))
    const { frame, record: late } = published({ a: 1 }, 1, 1000n, 2)
    fake.tell(frame, late)
    fake.tell(null, say.subscribed(1, { ...context, epoch: 'f', offset: '3' }))
    await turn()
    expect(news.position).toEqual(at(3n, 'f'))
    const next = published(1, 1, 4n)
    fake.tell(next.frame, next.record)

    expect([heard, news.position]).toEqual([[{ a: 1 }, 1], at(4n, 'f')])
  })

  it('counts what is still checked: the link may be lost meanwhile', async () => {
    const { client, fake } = online({}, { schemas: { note: z.object({ a: z.number() }).refine(async () => true) } })
    const news = client.channel('news')
    const told: unknown[] = []
    news.on('subscribed', ({ recovered }) => told.push(recovered))
    news.on('note', (payload) => told.push(payload))
    fake.tell(null, say.subscribed(1, context))
    const { frame, record: note } = published({ a: 1 }, 1, 6n, 2)
    fake.tell(frame, note, say.subscribed(1, { ...context, wasRecovering: true, recovered: true, offset: '6' }))
    await turn()

    expect([told, news.position]).toEqual([[false, true, { a: 1 }], at(6n)])
  })
})

describe('a subscription', () => {
  it('tells what becomes of it', () => {
    const { client, fake } = online()
    const told: unknown[] = []
    const news = client.channel('news')
    for (const event of ['status', 'subscribed', 'unsubscribed'] as const)
      news.on(event, (value: unknown) => told.push([event, value]))
    const frame = new FakeFrame()
    const detail = { recoverable: true, positioned: true, epoch: 'e', offset: '3', data: frame.json({ a: 1 }) }
    fake.tell(frame, say.status(1, subscribed), say.subscribed(1, detail))
    fake.tell(null, say.unsubscribed(1, 2500, 'insufficient state'), say.status(1, subscribing))

    const context = {
      recoverable: true,
      positioned: true,
      wasRecovering: false,
      recovered: false,
      position: { offset: 3n, epoch: 'e' },
      data: { a: 1 },
    }
    expect(told).toEqual([
      ['status', 'subscribed'],
      ['subscribed', context],
      ['unsubscribed', { code: 2500, reason: 'insufficient state' }],
      ['status', 'subscribing'],
    ])
  })

  it('may bring data that is no JSON, and news that are none: nothing comes to harm', () => {
    const { client, fake } = online({ format: 'protobuf', payload: 'json' })
    const told = record(client, ['error'])
    const news = client.channel('news')
    const data: unknown[] = []
    news.on('subscribed', (context) => data.push(context.data))
    const frame = new FakeFrame(true)
    fake.tell(frame, say.subscribed(1, { data: frame.put('hi') }), [Kind.subscribed, 1, { at: '{' }])
    fake.tell(frame, say.subscribed(1, { data: frame.json(1) }))

    expect([data, told]).toEqual([['hi', 1], [['error', 'bad-message']]])
  })

  it('tells who joins and who leaves', () => {
    const { client, fake } = online()
    const told: unknown[] = []
    const news = client.channel('news', { joinLeave: true })
    const { frame } = { frame: new FakeFrame() }
    const ann = { client: 'a', user: '42', connInfo: frame.json({ name: 'Ann' }) }
    fake.tell(frame, say.member(1, 1, ann))
    news.on('join', (info) => told.push(['join', info]))
    news.on('leave', (info) => told.push(['leave', info]))
    fake.tell(frame, say.member(1, 1, ann), say.member(1, 0, { client: 'b', user: '' }))

    expect(told).toEqual([
      ['join', { client: 'a', user: '42', connInfo: { name: 'Ann' } }],
      ['leave', { client: 'b', user: '' }],
    ])
  })

  it('is ready once it is subscribed', async () => {
    const { client, fake } = online()
    const news = client.channel('news')
    fake.tell(null, say.status(1, subscribing))
    const ready = news.ready()
    fake.tell(null, say.status(1, subscribed))
    await ready
    await news.ready()

    fake.tell(null, say.status(1, subscribing))
    const [again, closing, given] = [news.ready(), client.channel('news'), new AbortController()]
    const [closed, aborted] = [closing.ready(), news.ready({ signal: given.signal })]
    closing.close()
    given.abort()
    fake.tell(null, say.unsubscribed(1, 2000, ''), say.status(1, unsubscribed))
    await expect(closed).rejects.toMatchObject({ code: 'destroyed' })
    await expect(aborted).rejects.toMatchObject({ code: 'aborted' })
    await expect(again).rejects.toMatchObject({ code: 'unsubscribed', protocolCode: 7 })
    await expect(news.ready()).rejects.toMatchObject({ code: 'unsubscribed' })
  })

  it('is ready as soon as there is a link, and not after a disconnect', async () => {
    const { client, fake } = broker()
    const ready = client.channel('news').ready()
    client.connect()
    fake.tell(null, say.changed(connecting), say.changed(open), say.status(1, subscribed))
    await ready

    fake.tell(null, say.status(1, subscribing))
    const never = client.channel('news').ready()
    client.disconnect()
    fake.tell(null, say.changed(idle))
    await expect(never).rejects.toMatchObject({ code: 'closed' })
  })

  it('of several handles is one, until the last has gone', () => {
    const { client, fake } = online()
    const [one, two] = [client.channel('news'), client.channel('news')]
    client.subscribe('news')
    one.close()
    client.unsubscribe('news')
    expect(fake.said('subscribe', 'unsubscribe')).toHaveLength(1)
    two.close()

    expect(fake.said('subscribe', 'unsubscribe')).toEqual([['unsubscribe', 1]])
    expect(codeOf(() => two.publish(1))).toBe('destroyed')
    expect(two.status).toBe('unsubscribed')
  })

  it('that is refused for good is an error of the channel, of the client, or of who awaits it', async () => {
    const { client, fake } = online()
    const news = client.channel('news')
    const refuse = () => fake.tell(null, say.unsubscribed(1, 103, 'permission denied'), say.status(1, unsubscribed))
    const told = record(client, ['error'])
    fake.tell(null, say.status(1, subscribing))
    refuse()
    expect(told).toEqual([['error', 'server']])

    const errors: unknown[] = []
    news.on('error', (error) => errors.push(error))
    refuse()
    const details = { code: 103, message: 'permission denied', temporary: false }
    expect(errors).toMatchObject([{ code: 'server', protocolCode: 103, channel: 'news', temporary: false, details }])

    fake.tell(null, say.status(1, subscribing))
    const ready = news.ready()
    refuse()
    await expect(ready).rejects.toMatchObject({ code: 'unsubscribed', details: { code: 103 } })
    expect([told.length, errors.length]).toEqual([1, 1])
  })

  it('that is refused says so to the channel', () => {
    const { client, fake } = online()
    const told = record(client, ['error'])
    const errors: unknown[] = []
    client.channel('news').on('error', (error) => errors.push(error))
    fake.tell(null, say.refusal(1, 1, 103, 0, 'permission denied'), say.status(1, unsubscribed))

    expect(errors).toMatchObject([
      {
        code: 'server',
        protocolCode: 103,
        temporary: false,
        channel: 'news',
        message: 'The broker refused the subscription: permission denied',
      },
    ])
    expect(told).toEqual([])
  })
})

describe("the server's subscriptions", () => {
  it('come and go', () => {
    const { client, fake } = online()
    const told: unknown[] = []
    client.on('subscription', (it) => told.push(it))
    const detail = { recoverable: true, positioned: true, epoch: 'e', offset: '1', server: true }
    fake.tell(null, say.adopted(9, 'mine'), say.status(9, subscribed), say.subscribed(9, detail))
    fake.tell(null, say.status(9, subscribing))
    fake.tell(null, say.unsubscribed(9, 2000, 'bye'), say.status(9, unsubscribed))

    const context = { recoverable: true, positioned: true, wasRecovering: false, recovered: false }
    expect(told).toEqual([
      { channel: 'mine', status: 'subscribed', ...context, position: { offset: 1n, epoch: 'e' } },
      { channel: 'mine', status: 'subscribing' },
      { channel: 'mine', status: 'unsubscribed', code: 2000, reason: 'bye' },
    ])
  })

  it('have publications for typed listeners and for message', () => {
    const { client, fake } = online()
    const told: unknown[] = []
    client.on('note', (payload, { channel }) => told.push(['note', payload, channel]))
    client.on('message', (payload, { channel }) => told.push(['message', payload, channel]))
    const frame = new FakeFrame()
    fake.tell(frame, say.adopted(9, 'mine'), say.publication(1, 9, frame.json(1)), say.publication(0, 9, frame.json(2)))

    expect(told).toEqual([
      ['note', 1, 'mine'],
      ['message', 2, 'mine'],
    ])
  })

  it('may be of a channel that was held before', () => {
    const { client, fake } = online()
    const told: unknown[] = []
    client.on('subscription', ({ channel, status }) => told.push([channel, status]))
    client.channel('mine')
    fake.tell(null, say.status(1, subscribed), say.subscribed(1, { server: true }))
    fake.tell(null, say.unsubscribed(1, 2000, ''), say.status(1, unsubscribed))

    expect(told).toEqual([
      ['mine', 'subscribed'],
      ['mine', 'unsubscribed'],
    ])
  })

  it('are adopted by a handle of that name', () => {
    const { client, fake } = online()
    const told: unknown[] = []
    fake.tell(null, say.adopted(1, 'mine'), say.status(1, subscribed))
    // The engine gives the number that it has.
    const mine = client.channel('mine')
    mine.on('message', (payload, { channel }) => told.push([payload, channel]))
    const { frame, record: plain } = published(1, 1)
    fake.tell(frame, plain)

    expect(told).toEqual([[1, 'mine']])
  })

  it('are no event of a plain client', async () => {
    const { world } = await import('./support/world.js')
    const { client, net } = await world()
    const told: unknown[] = []
    client.on('subscription', (payload) => told.push(payload))
    client.connect()
    net.last.opens().receives({ type: 'subscription', payload: 1 })

    expect(told).toEqual([1])
  })
})

it('open tells what the broker said', () => {
  const { client, fake } = broker()
  const told: unknown[] = []
  client.on('open', (info) => told.push(info))
  client.connect()
  const frame = new FakeFrame()
  fake.tell(
    frame,
    say.changed(connecting),
    say.changed(open),
    say.connected({ client: 'c', version: '5.4.9', data: frame.json({ a: 1 }) }),
  )

  expect(told).toEqual([
    { reconnected: false, attempts: 0, protocol: '', client: 'c', version: '5.4.9', data: { a: 1 } },
  ])
})

it('methods may be taken off the client', () => {
  const { client, fake } = online()
  const { rpc, channel, on } = client
  on('subscription', () => {})
  channel('news')
  void rpc('a').catch(() => {})

  expect(fake.said('call', 'subscribe')).toHaveLength(2)
  expect(Object.keys(client)).toEqual([])
})
