import { devtools, type InspectEntry, log } from 'hawser'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import * as broker from './support/broker.js'
import { say } from './support/fake-engine.js'
import { itHere, online, uncaught, world } from './support/world.js'

describe('inspect', () => {
  itHere('sees every event and message, whoever else listens', async () => {
    const entries: InspectEntry[] = []
    const { client, net } = await world({ inspect: (entry) => entries.push(entry) })
    client.connect()
    net.last.opens()
    client.send({ type: 'chat', payload: 1 })
    client.send('text')
    client.send(new Uint8Array(3))
    net.last.receives({ type: 'a', payload: 1 }, 'plain', new ArrayBuffer(2), [1])

    expect(
      entries.map(({ direction, type, bytes }) => [direction, type, ...(bytes === undefined ? [] : [bytes])]),
    ).toEqual([
      ['event', 'status'],
      ['event', 'dial'],
      ['event', 'status'],
      ['event', 'open'],
      ['out', 'chat', 27],
      ['out', 'text', 4],
      ['out', 'binary', 3],
      ['in', 'a', 24],
      ['in', 'text', 5],
      ['in', 'binary', 2],
      ['in', 'json', 3],
    ])
    expect(entries[7]?.detail).toEqual({ type: 'a', payload: 1 })
  })

  itHere('sees requests and their replies', async () => {
    const entries: InspectEntry[] = []
    const { client, net } = await online({ inspect: (entry) => entries.push(entry) })
    const replies = [client.request({ type: 'whoami' }), client.request({ type: 'whoami' }).catch(() => 'refused')]
    net.last.receives({ id: 1, payload: 'ann' }, { id: 2, type: 'no', error: 'stranger' })
    await Promise.all(replies)

    expect(entries.slice(-4).map(({ direction, type, detail }) => [direction, type, detail])).toEqual([
      ['out', 'whoami', { type: 'whoami', id: 1 }],
      ['out', 'whoami', { type: 'whoami', id: 2 }],
      ['in', 'json', { id: 1, payload: 'ann' }],
      ['in', 'no', { id: 2, type: 'no', error: 'stranger' }],
    ])
  })

  itHere('counts the bytes of texts, both ways', async () => {
    const entries: InspectEntry[] = []
    const { client, net } = await online({ inspect: (entry) => entries.push(entry) })
    client.send('é')
    net.last.receives('é🚢')

    expect(entries.slice(-2).map(({ bytes }) => bytes)).toEqual([2, 6])
  })

  it('never sees the hello, nor the query of the URL', async () => {
    const seen: unknown[] = []
    const { client, net } = await world(
      { inspect: (entry) => seen.push(entry), hello: { token: 'secret' }, protocols: 'bearer.secret' },
      'wss://user:secret@host/ws?token=secret#secret',
    )
    client.connect()
    net.last.opens().drops()

    expect(JSON.stringify(seen)).not.toContain('secret')
    expect(seen).toContainEqual(expect.objectContaining({ type: 'dial', detail: 'wss://host/ws' }))
  })

  it('that throws is reported, and harms nobody', async () => {
    const errors = uncaught()
    const inspect = () => {
      throw new Error('a bug')
    }
    const { client } = await online({ inspect })

    expect([client.status, errors.length > 0]).toEqual(['open', true])
  })
})

itHere('devtools() shows a timeline in the Redux DevTools', async () => {
  const instance = { init: vi.fn(), send: vi.fn() }
  const connect = vi.fn(() => instance)
  vi.stubGlobal('__REDUX_DEVTOOLS_EXTENSION__', { connect })
  onTestFinished(() => void vi.unstubAllGlobals())
  const redact = (entry: InspectEntry) => (entry.direction === 'out' ? undefined : entry)
  const { client, net } = await online({ inspect: devtools({ name: 'chat', redact }) })
  client.send('secret')
  net.last.receives({ type: 'a' })

  expect(connect).toHaveBeenCalledWith({ name: 'chat' })
  expect(instance.init).toHaveBeenCalledWith({ status: 'idle' })
  expect(instance.send.mock.calls.map(([action]) => (action as { type: string }).type)).toEqual([
    '· status',
    '· dial',
    '· status',
    '· open',
    '← a',
  ])
  expect(instance.send.mock.lastCall?.[1]).toMatchObject({ status: 'open', dial: 'ws://host/ws' })
})

it('devtools() shows what JSON has no place for', async () => {
  const instance = { init: vi.fn(), send: vi.fn((action: object, state: unknown) => JSON.stringify([action, state])) }
  vi.stubGlobal('__REDUX_DEVTOOLS_EXTENSION__', { connect: () => instance })
  onTestFinished(() => void vi.unstubAllGlobals())
  const { client, fake } = broker.online({}, { inspect: devtools() })
  const presence = client.presence('news')
  const ticket = fake.said('call')[0]?.[4] as number
  fake.tell(null, say.settled(ticket, broker.done, [0, 0], { clients: [{ client: 'a', user: 'ann' }] }))
  const detail = { epoch: 'e', offset: '18446744073709551615', server: true }
  fake.tell(null, say.adopted(9, 'mine'), say.subscribed(9, detail))
  await presence

  const shown = instance.send.mock.results.map(({ value }) => value as string).join()
  expect(shown).toContain('"offset":"18446744073709551615n"')
  expect(shown).toContain('"detail":[{"client":"a","user":"ann"}]')
})

it('devtools() does nothing where they are not installed', async () => {
  const { client } = await online({ inspect: devtools() })

  expect(client.status).toBe('open')
})

itHere('log() writes a line for each', async () => {
  const debug = vi.fn()
  const { client } = await online({ inspect: log({ to: { debug } }) })
  client.send({ type: 'chat' })

  expect(debug.mock.calls.at(-1)).toEqual(['hawser', '→', 'chat', '15 B', { type: 'chat' }])
})
