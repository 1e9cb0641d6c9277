import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { online, record, roll, windClock, world } from './support/world.js'

class Counting extends EventTarget {
  listeners = 0
  hidden = false
  override addEventListener(...args: Parameters<EventTarget['addEventListener']>) {
    this.listeners++
    super.addEventListener(...args)
  }
  override removeEventListener(...args: Parameters<EventTarget['removeEventListener']>) {
    this.listeners--
    super.removeEventListener(...args)
  }
}

/** A window with a document, where there was none. */
function page({ hidden = false, onLine = true } = {}) {
  const window = new Counting()
  const document = new Counting()
  document.hidden = hidden
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window))
  vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window))
  vi.stubGlobal('document', document)
  vi.stubGlobal('navigator', { onLine })
  onTestFinished(() => void vi.unstubAllGlobals())
  return {
    tell: (name: string, fields: object = {}) => window.dispatchEvent(Object.assign(new Event(name), fields)),
    hide: (now: boolean) => {
      document.hidden = now
      document.dispatchEvent(new Event('visibilitychange'))
    },
    lifecycle: (name: 'freeze' | 'resume') => document.dispatchEvent(new Event(name)),
    listeners: () => window.listeners + document.listeners,
  }
}

const hop = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(0)
  })

describe('the page', () => {
  it('has one set of listeners for all clients, and none when they are gone', async () => {
    const { listeners } = page()
    const [one, two] = [await world(), await world()]
    expect(listeners()).toBe(0)
    one.client.connect()
    two.client.connect()
    expect(listeners()).toBe(7)
    one.client.destroy()
    expect(listeners()).toBe(7)
    two.client.destroy()

    expect(listeners()).toBe(0)
  })

  it('coming online hurries a planned attempt', async () => {
    windClock()
    const { tell } = page({ onLine: false })
    const { client, net } = await online({ reconnect: { first: 20_000, jitter: 'none' } })
    net.last.drops()
    tell('offline')
    vi.advanceTimersByTime(1)
    expect(net.sockets).toHaveLength(1)
    tell('online')
    vi.advanceTimersByTime(1000)

    expect([client.status, net.sockets.length]).toEqual(['waiting', 1])
    vi.advanceTimersByTime(19_000)
    expect(net.sockets).toHaveLength(2)
  })

  it('coming online probes an open link', async () => {
    windClock()
    const { tell } = page()
    const { client, net } = await online({ heartbeat: { interval: 60_000 } })
    const told = record(client, ['error'])
    tell('online')
    expect(net.last.said).toEqual([{ type: 'ping' }])
    vi.advanceTimersByTime(1000)

    expect(told).toEqual([['error', 'unanswered']])
  })

  it('hidden, it is asked less often', async () => {
    windClock()
    roll(0)
    const { hide } = page()
    const { net } = await online({ heartbeat: { interval: 1000, hidden: 10_000 } })
    hide(true)
    vi.advanceTimersByTime(9999)

    expect(net.last.sent).toEqual([])
  })

  it('back from a freeze, it does not trust a link that it can not ask', async () => {
    const { lifecycle } = page()
    const { client, net } = await online()
    const told = record(client, ['close'])
    lifecycle('freeze')
    lifecycle('resume')

    expect(told).toHaveLength(1)
    expect(net.sockets).toHaveLength(2)
  })

  it('on its way into the bfcache closes its link, and dials when it is back', async () => {
    windClock()
    const { tell } = page()
    const { client, net } = await online()
    const told = record(client, ['close', 'open'])
    tell('pagehide', { persisted: true })
    expect(net.last.closes[0]).toEqual([1000, ''])
    vi.advanceTimersByTime(600_000)
    expect(net.sockets).toHaveLength(1)
    tell('pageshow', { persisted: true })
    net.last.opens()

    expect(net.sockets).toHaveLength(2)
    expect(told).toMatchObject([
      ['close', { code: 1000, wasClean: true }],
      ['open', { reconnected: true }],
    ])
  })

  it('that only shows or unloads changes nothing', async () => {
    const { tell } = page()
    const { client, net } = await online()
    tell('pageshow', { persisted: false })
    tell('pagehide', { persisted: false })

    expect([client.status, net.sockets.length, net.last.closes]).toEqual(['open', 1, []])
  })

  it('tells a new client what is not as usual', async () => {
    windClock()
    roll(0)
    page({ hidden: true, onLine: false })
    const { net } = await online({ heartbeat: { interval: 1000, hidden: 5000 } })
    // In a hidden page the engine's timer takes a hop through a message.
    const wind = async (time: number) => {
      await hop()
      vi.advanceTimersByTime(time)
    }
    await wind(4900)
    expect(net.last.sent).toEqual([])
    await wind(200)

    expect(net.last.said).toEqual([{ type: 'ping' }])
  })
})
