import { describe, expect, it } from 'vitest'
import { comesTo, eachCall, hasSettled, live, mortal, type When } from './support/trapped.js'

describe.each<When>(['before', 'after'])('an engine that stops %s its work', (when) => {
  const goesOn = async (nth: number) => {
    const reconnect = { first: 10, longest: 10, jitter: 'none' } as const
    const one = await mortal(nth, when, { reconnect, heartbeat: { interval: 1000 } })
    const { client, told, heard, hear, wait, sent, up } = one
    await live([
      () => sent(client.send({ early: true })),
      () => client.connect(),
      () => up(0)?.opens(),
      () => wait(client.ready()),
      () => sent(client.send({ type: 'hi' }, { queue: false })),
      () => wait(client.request({ type: 'who' }, { timeout: 500 })),
      () => client.channel('news').on('message', hear),
      () => client.on('b', hear),
      () => client.on('c', hear),
      () => client.latest('tick').subscribe(hear),
      () => up(1)?.receives({ type: 'b', payload: 1 }, { type: 'tick', payload: 2 }),
      () => client.stats(),
      () => client.subscribe('more'),
      () => client.unsubscribe('more'),
      () => client.reconnect(),
      () => up(0)?.opens(),
      () => sent(client.send(new Uint8Array([1, 2]))),
      () => client.disconnect(),
      () => up(2)?.drops(1000),
      () => client.connect(),
      () => up(0)?.opens(),
    ])
    await comesTo('open', one, () => up(0)?.opens())
    up(1)?.receives({ type: 'b', payload: 'after' }, { type: 'c', payload: 'after' })

    expect(heard.filter((value) => value === 'after')).toHaveLength(2)
    const links = told.filter((event) => event !== 'the end')
    expect(links).toEqual(links.map((_, at) => (at % 2 ? 'no link' : 'link')))
    return hasSettled(one, 'over')
  }

  const givesUp = async (nth: number) => {
    const one = await mortal(nth, when, { reconnect: { first: 10, attempts: 2, jitter: 'none' } })
    const { client, told, wait, sent, up } = one
    const refuse = () => up(0)?.refuses()
    await live([
      () => sent(client.send({ early: true })),
      () => wait(client.ready()),
      () => client.connect(),
      refuse,
      () => wait(client.request({ type: 'who' })),
    ])
    await comesTo('failed', one, refuse)

    expect(told).toEqual(['the end'])
    return hasSettled(one, 'gave-up')
  }

  it('at any call, leaves a client that goes on', async () => {
    expect(await eachCall(goesOn)).toBeGreaterThan(30)
  })

  it('at any call, leaves one that gives up when it should', async () => {
    expect(await eachCall(givesUp)).toBeGreaterThan(10)
  })
})
