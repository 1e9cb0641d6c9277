import type { Client, ClientOptions, Receipt } from 'hawser'
import { expect, vi } from 'vitest'
import type { Engine } from '../../../js/src/engine.js'
import { world } from './mortal.js'
import { windClock } from './world.js'

export type When = 'before' | 'after'

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
export async function mortal(nth: number, when: When, options: ClientOptions) {
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
export type Mortal = Awaited<ReturnType<typeof mortal>>

/** Step by step. What throws says that there is no engine. */
export async function live(steps: readonly (() => unknown)[]) {
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
export async function comesTo(status: Client['status'], { client }: Mortal, answer: () => unknown) {
  for (let round = 0; round < 100 && client.status !== status; round++) {
    await vi.advanceTimersByTimeAsync(20)
    await new Promise((resolve) => setImmediate(resolve))
    answer()
  }
  expect(client.status).toBe(status)
}

/** Everything that was begun has ended, and nothing is left over. */
export async function hasSettled({ client, loop, waits, count }: Mortal, end: string) {
  await vi.advanceTimersByTimeAsync(1000)
  const late = new Promise((resolve) => setImmediate(resolve, 'late'))
  expect(await Promise.race([loop, late])).toBe(end)
  expect(await Promise.race([Promise.all(waits), late])).not.toBe('late')
  client.destroy()
  expect(vi.getTimerCount()).toBe(0)
  return count()
}

/**
 * A life for each call in it, and a whole one.
 * @param run - one of them; returns how many calls there were until its engine stopped
 * @returns how many calls a whole one has
 */
export async function eachCall(run: (nth: number) => Promise<number>): Promise<number> {
  for (let nth = 1; ; nth++) {
    const calls = await run(nth).catch((cause: unknown) => {
      throw new Error(`where call ${nth} traps`, { cause })
    })
    if (calls < nth) return calls
  }
}
