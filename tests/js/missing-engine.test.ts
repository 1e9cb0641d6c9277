import { createClient, createLoader } from 'hawser/slim'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { wasm } from './support/bytes.js'
import { world } from './support/mortal.js'
import { network } from './support/network.js'
import { record, windClock } from './support/world.js'

const compiled = new WebAssembly.Module(wasm())

describe('an engine that does not come', () => {
  it('is asked for again, while what is sent is kept', async () => {
    const { client, net, miss, dialled } = world({ reconnect: { first: 10, jitter: 'none' } })
    miss(2)
    const told = record(client)
    client.send('kept')
    const ready = client.ready()
    await dialled(1)
    net.last.opens()
    await ready

    expect(told).toEqual([
      ['status', 'connecting'],
      ['error', 'engine-failed'],
      ['status', 'waiting'],
      ['reconnecting', { attempt: 1, delay: 10 }],
      ['status', 'connecting'],
      ['error', 'engine-failed'],
      ['status', 'waiting'],
      ['reconnecting', { attempt: 2, delay: 20 }],
      ['status', 'connecting'],
      ['status', 'open'],
      ['open', { reconnected: false, attempts: 2, protocol: '' }],
      ['drain', undefined],
    ])
    expect(net.last.sent).toEqual(['kept'])
  })

  /** A client that wants a link, and an engine that comes when it is told to. */
  function hanging() {
    const asked: ((compiled: WebAssembly.Module) => void)[] = []
    const load = createLoader(() => new Promise<WebAssembly.Module>((resolve) => asked.push(resolve)))
    const net = network()
    const reconnect = { first: 1000, jitter: 'none' } as const
    const client = createClient('ws://host', { engine: load, WebSocket: net.WebSocket, reconnect })
    onTestFinished(() => client.destroy())
    windClock()
    const told = record(client)
    client.connect()
    client.send('kept')
    /** What was asked for so many times comes. An instance takes turns of the loop, which no clock of a test winds. */
    const arrive = async (nth: number) => {
      asked[nth]?.(compiled)
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
    }
    return { client, net, told, asked, arrive }
  }

  it('because the network hangs, is asked for again', async () => {
    const { client, net, told, asked, arrive } = hanging()
    await vi.advanceTimersByTimeAsync(30_000)
    expect(told).toEqual([
      ['status', 'connecting'],
      ['error', 'engine-failed'],
      ['status', 'waiting'],
      ['reconnecting', { attempt: 1, delay: 1000 }],
    ])
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toHaveLength(2)
    await arrive(1)
    net.last.opens()

    expect([client.status, net.last.sent]).toEqual(['open', ['kept']])
    client.destroy()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('or that comes late, is there for the next attempt', async () => {
    const { client, net, asked, arrive } = hanging()
    await vi.advanceTimersByTimeAsync(30_000)
    await arrive(0)
    expect([client.status, net.sockets]).toEqual(['waiting', []])
    await vi.advanceTimersByTimeAsync(1000)
    await arrive(1)
    net.last.opens()

    expect([client.status, net.last.sent]).toEqual(['open', ['kept']])
    expect(asked).toHaveLength(1)
  })

  it('ends the wait with how it failed, once no attempt is left', async () => {
    const { client, miss } = world({ reconnect: { first: 1, attempts: 1 } })
    miss(9)
    const told = record(client, ['reconnect-failed'])

    await expect(client.ready()).rejects.toMatchObject({
      code: 'gave-up',
      cause: { code: 'engine-failed', reason: 'chunk' },
    })
    expect([told, client.status]).toEqual([[['reconnect-failed', { attempts: 1 }]], 'failed'])
  })

  it('takes what waited for it along, once no attempt is left', async () => {
    const { client, miss } = world({ reconnect: false })
    miss(1)
    const { done } = client.send('a')
    const reply = client.request({ type: 'b' })
    const loop = client.messages('a')[Symbol.asyncIterator]().next()
    const writer = client.streams().writable.getWriter()
    const written = writer.write('c')
    client.connect()

    await expect(done).rejects.toMatchObject({ code: 'dropped', details: 'disconnected' })
    await expect(reply).rejects.toMatchObject({ code: 'closed' })
    await expect(loop).rejects.toMatchObject({ code: 'gave-up' })
    await expect(written).rejects.toMatchObject({ code: 'dropped' })
    writer.closed.catch(() => {})
    expect(client.stats()).toMatchObject({ status: 'failed', queued: 0, requests: 0, dropped: 3 })
  })

  it('has channels on their way meanwhile', async () => {
    const { client, miss } = world({ reconnect: { first: 5000, jitter: 'none' } })
    miss(1)
    const news = client.channel('news')
    client.connect()
    await expect.poll(() => client.status).toBe('waiting')
    expect([news.status, client.channel('more').status]).toEqual(['subscribing', 'subscribing'])
  })

  it('and never can, is final at once', async () => {
    const engine = createLoader(new Uint8Array([1, 2, 3]))
    const client = createClient('ws://host', { engine, WebSocket: network().WebSocket })
    const told = record(client)

    await expect(client.ready()).rejects.toMatchObject({ code: 'engine-failed', reason: 'compile' })
    expect(told).toEqual([
      ['status', 'connecting'],
      ['error', 'engine-failed'],
      ['status', 'failed'],
      ['reconnect-failed', { attempts: 0 }],
    ])
  })
})
