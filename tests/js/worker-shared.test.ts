import { createClient } from 'hawser/slim'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { Kind } from '../../js/src/border.js'
import type { Recipient } from '../../js/src/engine.js'
import { engineOptions } from '../../js/src/options.js'
import { ashore } from './support/ashore.js'
import { record, tick, windClock } from './support/world.js'

const page = ashore()

describe('clients that share a connection', () => {
  it('have one socket, and hear what they listen to, by their own numbers', () => {
    const [ann, bob, cid] = page.crew()
    const told: unknown[] = []
    ann.on('a', (payload) => told.push(['ann', payload]))
    bob.on('x', () => {})
    bob.on('a', (payload) => told.push(['bob', payload]))
    bob.channel('room').on('message', (payload) => told.push(['bob in room', payload]))
    cid.on('message', (message) => told.push(['cid', message]))
    page.net.last.receives({ type: 'a', payload: 1 }, { type: 'c', channel: 'room', payload: 2 })

    expect(page.net.sockets).toHaveLength(1)
    expect(told).toEqual([
      ['ann', 1],
      ['bob', 1],
      ['cid', { type: 'a', payload: 1 }],
      ['bob in room', 2],
      ['cid', { type: 'c', channel: 'room', payload: 2 }],
    ])
  })

  it('have views of their own, kept where the messages are, and only what is latest comes over', async () => {
    const [ann, bob] = page.crew()
    const quotes = ann.latest('quote', { key: 'id' })
    const all = bob.channel('room').latest('message', { key: 'id' })
    const off = [quotes.subscribe(() => {}), all.subscribe(() => {})]
    const heard: unknown[] = []
    bob.on('quote', (quote) => heard.push(quote))
    const before = JSON.stringify(page.worker.batches()).length
    for (let n = 0; n < 100; n++) page.net.last.receives({ type: 'other', channel: 'room', payload: { id: 1, n } })
    page.net.last.receives({ type: 'quote', payload: { id: 'a', n: 1 } }, { type: 'quote', payload: { id: 'a', n: 2 } })

    await vi.waitFor(() => expect([...all.get().values()]).toEqual([{ id: 1, n: 99 }]))
    expect([...quotes.get().values()]).toEqual([{ id: 'a', n: 2 }])
    expect(heard).toEqual([
      { id: 'a', n: 1 },
      { id: 'a', n: 2 },
    ])
    expect(JSON.stringify(page.worker.batches()).length - before).toBeLessThan(20_000)
    for (const undo of off) undo()
    quotes.close()
    all.close()
  })

  it('hold a channel together: one subscribe, and one unsubscribe when the last lets go', () => {
    const [ann, bob] = page.crew()
    const first = ann.channel('room')
    const second = bob.channel('room')
    expect([first.status, second.status]).toEqual(['subscribed', 'subscribed'])
    first.close()
    expect(page.net.last.said).toEqual([{ type: 'subscribe', channel: 'room' }])
    second.close()
    expect(page.net.last.said.slice(1)).toEqual([{ type: 'unsubscribe', channel: 'room' }])
  })

  it('are told at once that the connection is open, when they come late', async () => {
    page.crew()
    const late = page.client('k')
    const told = record(late)
    late.connect()
    await late.ready()

    expect(told).toEqual([
      ['status', 'connecting'],
      ['status', 'open'],
      ['open', { reconnected: false, attempts: 0, protocol: '' }],
    ])
    expect(page.net.sockets).toHaveLength(1)
  })

  it('leave one by one, and the last one hangs up', () => {
    const [ann, bob, cid] = page.crew()
    const told = record(ann)
    ann.channel('room')
    ann.disconnect(4000, 'done')
    expect(told).toEqual([
      ['status', 'closing'],
      ['status', 'idle'],
      ['close', { code: 4000, reason: 'done', wasClean: true }],
    ])
    expect(page.net.last.said.at(-1)).toEqual({ type: 'unsubscribe', channel: 'room' })
    bob.destroy()
    expect([cid.status, page.net.last.closes]).toEqual(['open', []])
    const last = record(cid)
    cid.disconnect()
    expect([cid.status, page.net.last.closes]).toEqual(['closing', [[]]])
    ann.connect()
    expect([ann.status, cid.status, page.net.sockets.length]).toEqual(['connecting', 'idle', 2])
    expect(last).toEqual([
      ['status', 'closing'],
      ['status', 'idle'],
      ['close', { code: 1005, reason: '', wasClean: true }],
    ])
    page.net.last.opens()
    expect([ann.status, cid.status]).toEqual(['open', 'idle'])
    expect(page.net.last.said).toEqual([{ type: 'subscribe', channel: 'room' }])
  })

  it('give the same id to their requests, and get each their own reply', async () => {
    const [ann, bob] = page.crew()
    const asked = [ann.request({ type: 'who' }), bob.request({ type: 'who' })]
    const ids = page.net.last.said.map((message) => (message as { id: number }).id)
    expect(new Set(ids).size).toBe(2)
    page.net.last.receives({ id: ids[1], payload: 'bob' }, { id: ids[0], payload: 'ann' })

    expect(await Promise.all(asked)).toEqual(['ann', 'bob'])
  })

  it('fail the requests of one that leaves, and no others', async () => {
    const [ann, bob] = page.crew()
    const asked = [ann.request({ type: 'who' }), bob.request({ type: 'who' })]
    const first = expect(asked[0]).rejects.toMatchObject({ code: 'closed' })
    ann.disconnect()
    await first
    const { id } = page.net.last.said.at(-1) as { id: number }
    page.net.last.receives({ id, payload: 'bob' })

    expect(await asked[1]).toBe('bob')
  })

  it.each(['disconnect', 'destroy'] as const)(
    'take back with %s() what has not left yet, and nobody else’s',
    async (leave) => {
      const [ann, bob] = page.crew()
      page.net.last.drops()
      const mine = ann.send('ann’s')
      const asked = expect(ann.request({ type: 'who' })).rejects.toMatchObject({ code: 'dropped' })
      bob.send('bob’s')
      const dropped = expect(mine.done).rejects.toMatchObject({ code: 'dropped', details: 'disconnected' })
      ann[leave]()
      await dropped
      await asked
      bob.reconnect()
      page.net.last.opens()

      expect(page.net.last.sent).toEqual(['bob’s'])
      expect(bob.stats()).toMatchObject({ queued: 0, dropped: 2, requests: 0 })
    },
  )

  it('send what was accepted of a page that died meanwhile, and await no reply for it', async () => {
    const [ann] = page.crew()
    const load = await page.worker.page('tab')
    const lost = createClient('ws://host', { engine: load('k'), WebSocket: page.net.WebSocket })
    lost.connect()
    page.net.last.drops()
    lost.send('a last word')
    lost.request({ type: 'who' }).catch(() => {})
    page.worker.die('tab')
    ann.reconnect()
    page.net.last.opens()

    expect(page.net.last.sent).toEqual(['a last word'])
    expect(ann.stats()).toMatchObject({ queued: 0, requests: 0 })
  })

  it('answer for each other: whoever is asked where to dial may die', async () => {
    const ann = createClient(() => new Promise<string>(() => {}), {
      engine: page.worker.load('k'),
      WebSocket: page.net.WebSocket,
    })
    const bob = createClient(async () => 'ws://bob', { engine: page.worker.load('k'), WebSocket: page.net.WebSocket })
    onTestFinished(() => bob.destroy())
    ann.connect()
    bob.connect()
    await tick()
    expect(page.net.sockets).toHaveLength(0)
    ann.destroy()
    await vi.waitFor(() => expect(page.net.sockets).toHaveLength(1))

    expect(page.net.last.url).toBe('ws://bob/')
  })

  it('are let go of when their page is gone', async () => {
    const [ann] = page.crew()
    const load = await page.worker.page('tab')
    const lost = createClient('ws://host', { engine: load('k'), WebSocket: page.net.WebSocket })
    const told = record(ann)
    lost.connect()
    lost.channel('room')
    ann.channel('other')
    page.worker.die('tab')

    expect(page.net.last.said.at(-1)).toEqual({ type: 'unsubscribe', channel: 'room' })
    expect([ann.status, page.net.sockets.length, told]).toEqual(['open', 1, []])
  })
})

it('a shared connection is hidden when all of its pages are', async () => {
  windClock()
  const options = engineOptions({ heartbeat: { interval: 100, hidden: 10_000, timeout: 100, reply: 'pong' } })
  const enter = () => {
    const recipient: Recipient = {
      epoch: 0,
      changed: () => {},
      take: ({ kind, a: link }) => {
        const dialing = { WebSocket: page.net.WebSocket, maxMessageBytes: 1e6, binaryType: 'arraybuffer' as const }
        if (kind === Kind.resolve) port.resolved(link, { url: 'ws://h/', protocols: '', hello: '', token: '' }, dialing)
      },
      troubled: () => {},
      refused: () => {},
      lost: () => {},
    }
    const port = page.worker.load.open('k', options, recipient)
    port.connect()
    return port
  }
  const [one, other] = [enter(), enter()]
  page.net.last.opens()
  const pings = async () => {
    const before = page.net.last.sent.length
    for (let n = 0; n < 10; n++) {
      await vi.advanceTimersByTimeAsync(100)
      page.net.last.receives({ type: 'pong' })
    }
    return page.net.last.sent.length - before
  }

  one.page('hidden')
  expect(await pings()).toBeGreaterThan(4)
  other.page('frozen')
  expect(await pings()).toBe(0)
  other.page('resumed')
  expect(await pings()).toBe(0)
  other.page('visible')
  expect(await pings()).toBeGreaterThan(4)
  other.delete()
  expect(await pings()).toBe(0)
  one.delete()
})
