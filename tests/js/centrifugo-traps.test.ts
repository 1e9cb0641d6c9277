import { type CentrifugoClient, centrifugo } from 'hawser'
import { describe, expect, it } from 'vitest'
import type { FakeSocket } from './support/network.js'
import { comesTo, eachCall, hasSettled, live, mortal, type When } from './support/trapped.js'

interface Command {
  readonly id: number
  readonly connect?: { readonly subs?: Record<string, Wanted> }
  readonly subscribe?: Wanted & { readonly channel: string }
  readonly unsubscribe?: object
}
type Wanted = { readonly recover?: boolean; readonly offset?: number }

/** A broker with two streams: one that clients subscribe to, and one that it chooses for them. */
class Streams {
  readonly #read = new WeakMap<FakeSocket, number>()
  readonly #subscribed = new WeakMap<FakeSocket, Set<string>>()
  readonly #last: Record<string, number> = { news: 0, mine: 0 }

  /** Answers what it was asked. */
  answer(socket: FakeSocket | undefined): void {
    if (!socket) return
    const frames = socket.sent.slice(this.#read.get(socket) ?? 0)
    this.#read.set(socket, socket.sent.length)
    for (const line of frames.flatMap((frame) => String(frame).split('\n')))
      socket.receives({ id: (JSON.parse(line) as Command).id, ...this.#reply(socket, JSON.parse(line) as Command) })
  }

  publish(channel: string, socket: FakeSocket | undefined): void {
    const offset = (this.#last[channel] ?? 0) + 1
    this.#last[channel] = offset
    if (socket && this.#subscribed.get(socket)?.has(channel))
      socket.receives({ push: { channel, pub: { data: `${channel} ${offset}`, offset } } })
  }

  #reply(socket: FakeSocket, { connect, subscribe, unsubscribe }: Command): object {
    if (connect)
      return { connect: { client: 'c', version: '5', subs: { mine: this.#begin(socket, 'mine', connect.subs?.mine) } } }
    if (subscribe) return { subscribe: this.#begin(socket, subscribe.channel, subscribe) }
    return unsubscribe ? { unsubscribe: {} } : { rpc: { data: 'done' } }
  }

  #begin(socket: FakeSocket, channel: string, { recover = false, offset = 0 }: Wanted = {}): object {
    const last = this.#last[channel] ?? 0
    this.#subscribed.set(socket, (this.#subscribed.get(socket) ?? new Set<string>()).add(channel))
    const missed = Array.from({ length: recover ? last - offset : 0 }, (_, at) => offset + at + 1)
    const publications = missed.map((at) => ({ data: `${channel} ${at}`, offset: at }))
    const stream = { recoverable: true, positioned: true, epoch: 'e', offset: recover ? offset : last }
    return { ...stream, was_recovering: recover, recovered: recover, publications }
  }
}

describe.each<When>(['before', 'after'])('an engine that stops %s its work', (when) => {
  const goesOn = async (nth: number) => {
    const reconnect = { first: 10, longest: 10, jitter: 'none' } as const
    const protocol = centrifugo({ getToken: () => 'token' })
    const one = await mortal(nth, when, { reconnect, protocol })
    const { heard, hear, wait, sent, up } = one
    const client = one.client as CentrifugoClient
    const broker = new Streams()
    const serve = () => broker.answer(up(1))
    const both = () => {
      broker.publish('news', up(1))
      broker.publish('mine', up(1))
    }
    client.on('message', (data, { channel }) => channel === 'mine' && hear(data))
    const news = client.channel('news', { recoverable: true })
    news.on('message', hear)
    const comes = async () => {
      await comesTo('open', one, () => {
        up(0)?.opens()
        serve()
      })
      await live([serve, serve])
    }
    client.connect()
    await comes()
    await live([
      both,
      () => wait(news.ready()),
      () => wait(client.rpc('sum', [1, 2], { timeout: 500 })),
      () => sent(news.publish('mine')),
      serve,
      () => wait(news.presence({ timeout: 500 })),
      () => client.channel('other').on('message', hear),
      serve,
      both,
      () => client.reconnect(),
      () => up(0)?.opens(),
      serve,
      both,
      () => client.channel('other').close(),
      () => client.setToken('another'),
      () => wait(client.history('news', { timeout: 500 })),
      serve,
      both,
    ])
    await comes()
    await live([both, () => one.client.stats()])
    await comes()

    const of = (channel: string) => heard.filter((data) => String(data).startsWith(channel))
    const all = (channel: string) => [1, 2, 3, 4, 5].map((at) => `${channel} ${at}`)
    expect([of('news'), of('mine')]).toEqual([all('news'), all('mine')])
    expect(one.told.filter((event) => event === 'link').length).toBeGreaterThan(1)
    client.disconnect()
    up(2)?.drops(1000)
    return hasSettled(one, 'over')
  }

  it('at any call, leaves a broker’s client that goes on, and has lost nothing', async () => {
    expect(await eachCall(goesOn)).toBeGreaterThan(30)
  })
})
