import type { Client, ClientOptions, Receipt } from 'hawser'
import { describe, expect, it, vi } from 'vitest'
import type { Engine } from '../../js/src/engine.js'
import { world } from './support/mortal.js'
import { windClock } from './support/world.js'

type When = 'before' | 'after'

/** Has the nth way into the engine trap, before or after its work. @returns how often it was entered so far */
function trapAt(engine: Engine, nth: number, when: When): () => number {
  let count = 0
  const enter = engine.enter.bind(engine)
  engine.enter = (run) =>
    enter(() => {
      const isDue = ++count === nth
      if (isDue && when === 'before') throw new WebAssembly.RuntimeError('unreachable')
      const made = run()
      if (isDue) throw new WebAssembly.RuntimeError('unreachable')
      return made
    })
  return () => count
}

/** A client whose engine traps at the nth call, with somebody who listens, reads and asks back while he is told something. */
async function mortal(nth: number, when: When, options: ClientOptions) {
  const made = world(options)
  const { client, net, load } = made
  await load()
  windClock()
  const count = trapAt(await made.engine(), nth, when)
  const told: string[] = []
  const heard: unknown[] = []
  const waits: Promise<unknown>[] = []
  client.on('open', () => told.push('link'))
  client.on('close', () => told.push('no link'))
  client.on('reconnect-failed', () => told.push('the end'))
  client.on('status', () => client.stats())
  client.on('close', () => client.latest('tock').close())
  const wait = (promise: Promise<unknown>) => waits.push(promise.then(String, String))
  const loop = async () => {
    for await (const value of client.messages('looped')) heard.push(value)
    return 'over'
  }
  return {
    client,
    count,
    told,
    heard,
    waits,
    wait,
    hear: (value?: unknown) => heard.push(value),
    /** A message and what becomes of it. */
    sent: ({ done }: Receipt) => wait(done),
    /** How it ended. */
    loop: loop().catch((error: { code: string }) => error.code),
    /** The newest socket, if it is in that state. */
    up: (state: number) => {
      const socket = net.sockets.at(-1)
      return socket?.readyState === state ? socket : undefined
    },
  }
}
type Mortal = Awaited<ReturnType<typeof mortal>>

/** Step by step. What throws says that there is no engine. */
async function live(steps: readonly (() => unknown)[]) {
  for (const step of steps) {
    try {
      step()
    } catch (error) {
      expect(['engine-failed', 'disconnected']).toContain((error as { code?: string }).code)
    }
    await vi.advanceTimersByTimeAsync(1)
  }
}

/** Until the client is in that status; another engine takes turns of the loop, which no clock of a test winds. */
async function comesTo(status: Client['status'], { client }: Mortal, answer: () => unknown) {
  for (let round = 0; round < 100 && client.status !== status; round++) {
    await vi.advanceTimersByTimeAsync(20)
    await new Promise((resolve) => setImmediate(resolve))
    answer()
  }
  expect(client.status).toBe(status)
}

/** Everything that was begun has ended, and nothing is left over. */
async function hasSettled({ client, loop, waits, count }: Mortal, end: string) {
  await vi.advanceTimersByTimeAsync(1000)
  const late = new Promise((resolve) => setImmediate(resolve, 'late'))
  expect(await Promise.race([loop, late])).toBe(end)
  expect(await Promise.race([Promise.all(waits), late])).not.toBe('late')
  client.destroy()
  expect(vi.getTimerCount()).toBe(0)
  expect(count()).toBeLessThan(calls)
}

/** More than there are. */
const calls = 60
const each = Array.from({ length: calls }, (_, at) => at + 1)

describe.each<When>(['before', 'after'])('an engine that stops %s its work', (when) => {
  it.each(each)('at call %i, leaves a client that goes on', async (nth) => {
    const reconnect = { first: 10, longest: 10, jitter: 'none' } as const
    const it = await mortal(nth, when, { reconnect, heartbeat: { interval: 1000 } })
    const { client, told, heard, hear, wait, sent, up } = it
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
    await comesTo('open', it, () => up(0)?.opens())
    up(1)?.receives({ type: 'b', payload: 'after' }, { type: 'c', payload: 'after' })

    expect(heard.filter((value) => value === 'after')).toHaveLength(2)
    const links = told.filter((event) => event !== 'the end')
    expect(links).toEqual(links.map((_, at) => (at % 2 ? 'no link' : 'link')))
    await hasSettled(it, 'over')
  })

  it.each(each)('at call %i, leaves one that gives up when it should', async (nth) => {
    const it = await mortal(nth, when, { reconnect: { first: 10, attempts: 2, jitter: 'none' } })
    const { client, told, wait, sent, up } = it
    const refuse = () => up(0)?.refuses()
    await live([
      () => sent(client.send({ early: true })),
      () => wait(client.ready()),
      () => client.connect(),
      refuse,
      () => wait(client.request({ type: 'who' })),
    ])
    await comesTo('failed', it, refuse)

    expect(told).toEqual(['the end'])
    await hasSettled(it, 'gave-up')
  })
})
