import { type CentrifugoClient, centrifugo } from 'hawser'
import { describe, expect, it, vi } from 'vitest'
import { broker as fakeBroker, turn } from './support/broker.js'
import { say } from './support/fake-engine.js'
import { commandsIn, frameOf } from './support/protocol.js'
import { begun, frame } from './support/quotes.js'
import { online, record, windClock } from './support/world.js'

describe('a channel', () => {
  it('has a latest of all that is said in it, or of a type', async () => {
    const { client, net } = await begun()
    const news = client.channel('news')
    const [all, flash] = [news.latest('message'), news.latest('flash', { key: 'id' })]
    net.last.receives(
      { channel: 'news', payload: 1 },
      { channel: 'news', type: 'flash', payload: { id: 'a' } },
      { channel: 'other', type: 'flash', payload: { id: 'b' } },
    )
    frame()

    expect(all.get()).toEqual({ id: 'a' })
    expect([...flash.get().keys()]).toEqual(['a'])
  })

  it('that is held for it only tells JavaScript of no message; with a listener, of each', async () => {
    const { client, net } = await begun()
    const news = client.channel('news')
    const latest = news.latest('message')
    const parse = vi.spyOn(JSON, 'parse')
    for (let n = 0; n < 100; n += 1) net.last.receives({ channel: 'news', payload: n })
    const calls = parse.mock.calls.length
    parse.mockRestore()
    expect(calls).toBe(0)

    const told: unknown[] = []
    const other = client.channel('news')
    other.on('message', (value) => told.push(value))
    net.last.receives({ channel: 'news', payload: 100 }, { channel: 'news', payload: 101 })
    other.close()
    net.last.receives({ channel: 'news', payload: 102 })
    frame()

    expect(told).toEqual([100, 101])
    expect(latest.get()).toBe(102)
    expect(client.stats().ignored).toBe(0)
  })

  it('takes its views with it', async () => {
    const { client, net } = await begun()
    const [one, two] = [client.channel('news'), client.channel('news')]
    const latest = [one.latest('message'), one.latest('flash'), two.latest('message')]
    one.close()
    net.last.receives({ channel: 'news', type: 'flash', payload: 1 })
    frame()

    expect(latest.map((view) => view.get())).toEqual([undefined, undefined, 1])
  })

  it('hears what is dispatched', async () => {
    const { client } = await begun()
    const news = client.channel('news')
    const latest = [news.latest('message'), news.latest('tick'), news.latest('other')]
    client.dispatch('tick', 5, { channel: 'news' })
    frame()

    expect(latest.map((view) => view.get())).toEqual([5, 5, undefined])
  })
})

describe('a broker', () => {
  async function subscribed(payload: 'json' | 'binary') {
    const made = await online({ protocol: centrifugo({ format: 'protobuf', payload }) })
    const socket = made.net.last
    const said = () => commandsIn(socket.sent.splice(0))
    made.client.reconnect()
    await turn()
    made.net.last.opens()
    return { client: made.client as CentrifugoClient, made, said }
  }

  it('whose payloads are bytes shows bytes', async () => {
    const { client, made } = await subscribed('binary')
    const socket = made.net.last
    const [connect] = commandsIn(socket.sent.splice(0))
    socket.receives(frameOf({ id: connect?.id, connect: { client: 'c1', version: '5' } }))
    const latest = client.channel('q').latest('message')
    await turn()
    const [subscribe] = commandsIn(socket.sent.splice(0))
    socket.receives(frameOf({ id: subscribe?.id, subscribe: {} }))
    windClock()
    const publication = (...data: number[]) => ({ push: { channel: 'q', pub: { data: Uint8Array.from(data) } } })
    socket.receives(frameOf(publication(1, 2), publication(3, 4)))
    frame()

    expect(latest.get()).toEqual(Uint8Array.from([3, 4]))
  })

  it('whose payloads are JSON has views, and what is none is an error', async () => {
    const { client, made } = await subscribed('json')
    const socket = made.net.last
    const errors = record(client as never, ['error'])
    const [connect] = commandsIn(socket.sent.splice(0))
    socket.receives(frameOf({ id: connect?.id, connect: { client: 'c1', version: '5' } }))
    const latest = client.channel('q').latest('message', { key: 'id' })
    await turn()
    const [subscribe] = commandsIn(socket.sent.splice(0))
    socket.receives(frameOf({ id: subscribe?.id, subscribe: {} }))
    windClock()
    const publication = (text: string) => ({ push: { channel: 'q', pub: { data: new TextEncoder().encode(text) } } })
    socket.receives(frameOf(publication('{"id":"ä"}'), publication('{"id":'), publication('{"id":2}')))
    frame()

    expect([...latest.get()]).toEqual([
      ['ä', { id: 'ä' }],
      [2, { id: 2 }],
    ])
    expect(errors).toEqual([['error', 'bad-message']])
  })

  it('has its position moved by what only a view sees', () => {
    const { client, fake } = fakeBroker()
    const channel = client.channel('q')
    client.connect()
    fake.tell(null, say.changed(1), say.changed(2), say.connected({}))
    fake.tell(null, say.status(1, 2), say.subscribed(1, { positioned: true, epoch: 'e', offset: '3' }))
    fake.tell(null, say.moved(1, 7n))

    expect(channel.position).toEqual({ epoch: 'e', offset: 7n })
  })
})
