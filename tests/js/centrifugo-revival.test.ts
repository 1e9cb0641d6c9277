import { describe, expect, it } from 'vitest'
import { broker, connecting, idle, open, subscribed, subscribing, unsubscribed } from './support/broker.js'
import { FakeFrame, fakeEngine, say } from './support/fake-engine.js'
import { codeOf, record } from './support/world.js'

const context = { recoverable: true, positioned: true, epoch: 'e', offset: '5' }

/** A publication of its own frame. */
function published(channel: number, offset: bigint) {
  const frame = new FakeFrame()
  frame.put('{"push":')
  return { frame, record: say.publication(0, channel, frame.json('x'), offset) }
}

/** A broker's client whose engine may stop, and those after it. */
function two() {
  const engines = [fakeEngine(), fakeEngine(), fakeEngine()] as const
  const [first, second, third] = engines
  const loaded = () => engines.find(({ engine }) => !engine.failure)?.engine
  const load = Object.assign(() => Promise.resolve(), first.load, { loaded })
  const { client } = broker({}, { engine: load } as object)
  client.connect()
  first.tell(null, say.changed(connecting), say.changed(open), say.connected({ client: 'c', version: '5' }))
  const stop = ({ engine } = first) => {
    const trap = () => {
      throw new Error('a trap')
    }
    expect(codeOf(() => engine.enter(trap))).toBe('engine-failed')
  }
  return { client, first, second, third, stop }
}

describe('an engine of a broker that stops', () => {
  it('leaves a channel that goes on in the next one from where it was', async () => {
    const { client, first, second, stop } = two()
    const news = client.channel('news', { recoverable: true })
    const { frame, record: seventh } = published(1, 7n)
    first.tell(frame, say.status(1, subscribed), say.subscribed(1, context), seventh)
    await news.ready()
    stop()
    expect(news.status).toBe('subscribing')
    const again = news.ready()
    client.connect()

    expect(second.said('subscribe')).toMatchObject([['subscribe', 'news', { since: { offset: '7', epoch: 'e' } }]])
    second.tell(null, say.changed(connecting), say.changed(open), say.status(1, subscribed))
    await again
  })

  it('leaves what the server chose, and tells the next one how far that came', () => {
    const { client, first, second, stop } = two()
    const told = record(client, ['subscription'])
    const server = { ...context, server: true }
    const { frame, record: sixth } = published(9, 6n)
    first.tell(frame, say.adopted(9, 'mine'), say.subscribed(9, server), say.status(9, subscribed), sixth)
    told.length = 0
    stop()
    client.connect()
    expect(second.options.resumes).toEqual({
      attempts: 0,
      url: '',
      chosen: [{ channel: 'mine', offset: '6', epoch: 'e' }],
    })
    second.tell(null, say.changed(connecting), say.adopted(4, 'mine'), say.status(4, subscribing), say.changed(open))
    second.tell(null, say.unsubscribed(4, 2000, 'bye'), say.status(4, unsubscribed))

    expect(told).toEqual([
      ['subscription', { channel: 'mine', status: 'subscribing' }],
      ['subscription', { channel: 'mine', status: 'unsubscribed', code: 2000, reason: 'bye' }],
    ])
  })

  it('leaves what the server chose to the one after the next, too, and to nobody once the user hangs up', () => {
    const { client, first, second, third, stop } = two()
    const told = record(client, ['subscription'])
    first.tell(null, say.adopted(9, 'mine'), say.subscribed(9, { ...context, server: true }), say.status(9, subscribed))
    first.tell(null, say.adopted(8, 'plain'), say.subscribed(8, { server: true }), say.status(8, subscribed))
    stop()
    client.connect()
    second.tell(null, say.changed(connecting))
    stop(second)
    client.connect()
    expect(third.options.resumes).toMatchObject({
      chosen: [{ channel: 'mine', offset: '5', epoch: 'e' }, { channel: 'plain' }],
    })
    told.length = 0
    third.tell(null, say.changed(connecting))
    client.disconnect()
    third.tell(null, say.changed(idle))

    expect(told).toEqual([
      ['subscription', { channel: 'mine', status: 'unsubscribed' }],
      ['subscription', { channel: 'plain', status: 'unsubscribed' }],
    ])
  })

  it('closes the calls that it had, and keeps those that wait for their channel', async () => {
    const { client, first, second, stop } = two()
    const other = client.channel('other')
    first.tell(null, say.status(1, subscribing))
    const [sent, waits] = [client.rpc('sum', 1), other.presence()]
    stop()
    await expect(sent).rejects.toMatchObject({ code: 'closed', protocolCode: 11, cause: { code: 'engine-failed' } })
    client.connect()
    second.tell(null, say.changed(connecting), say.changed(open), say.status(1, subscribed))
    expect(second.said('call')).toHaveLength(1)
    client.destroy()

    await expect(waits).rejects.toMatchObject({ code: 'closed' })
  })

  it('tells of what nobody asked for once the link is known to be lost', async () => {
    const { client, first, second, stop } = two()
    const channel = client.channel('news')
    first.tell(null, say.status(1, subscribed))
    channel.publish('unwatched')
    const told = record(client, ['status', 'close', 'error', 'reconnecting'])
    const statuses: string[] = []
    client.on('error', ({ code }) => {
      statuses.push(client.status)
      if (code === 'closed') client.reconnect()
    })
    stop()

    expect(told).toEqual([
      ['error', 'engine-failed'],
      ['status', 'waiting'],
      ['close', { code: 1006, reason: '', wasClean: false }],
      ['error', 'closed'],
      ['status', 'connecting'],
    ])
    expect(statuses).toEqual(['waiting', 'waiting'])
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(second.said('connect')).toHaveLength(1)
  })
})
