import type { Client, ReconnectOptions } from 'hawser'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { online } from './support/mortal.js'
import { record, roll } from './support/world.js'

const statuses = (client: Client) => record(client, ['status'])

describe('an engine that stops', () => {
  it('is told as a lost link, and another one is brought: who listens hears on', async () => {
    const { client, net, stop, dialled } = await online({ reconnect: { first: 200, jitter: 'none' } })
    const told = record(client)
    const heard: unknown[] = []
    client.on('a', (value) => heard.push(value))
    const news = client.channel('news')
    const states: string[] = []
    news.on('message', (value) => heard.push(value))
    news.on('status', (status) => states.push(status))
    const reply = client.request({ type: 'who' })
    net.last.receives({ type: 'a', payload: 1 })
    await stop()

    await expect(reply).rejects.toMatchObject({ code: 'closed', cause: { code: 'engine-failed' } })
    expect(told).toEqual([
      ['error', 'engine-failed'],
      ['status', 'waiting'],
      ['close', { code: 1006, reason: '', wasClean: false }],
      ['reconnecting', { attempt: 1, delay: 200 }],
    ])
    expect(client.stats()).toMatchObject({ status: 'waiting', attempts: 1, nextAttempt: 200 })
    expect([states, news.status]).toEqual([['subscribing'], 'subscribing'])
    client.send('kept')
    const ready = client.ready()

    await vi.advanceTimersByTimeAsync(199)
    expect(client.status).toBe('waiting')
    await vi.advanceTimersByTimeAsync(1)
    await dialled(2)
    net.last.opens().receives({ type: 'a', payload: 2 }, { channel: 'news', payload: 3 })
    await ready

    expect(told.slice(4)).toEqual([
      ['status', 'connecting'],
      ['status', 'open'],
      ['open', { reconnected: true, attempts: 1, protocol: '' }],
      ['drain', undefined],
    ])
    expect(heard).toEqual([1, 2, 3])
    expect(states).toEqual(['subscribing', 'subscribed'])
    expect(net.last.sent).toEqual(['{"type":"subscribe","channel":"news"}', 'kept'])
    expect(client.stats()).toMatchObject({ attempts: 1, nextAttempt: undefined })
    await vi.advanceTimersByTimeAsync(5000)
    expect(client.stats().attempts).toBe(0)
  })

  it('and whose sockets speak on, is heard no more', async () => {
    const { client, net, stop } = await online()
    const heard: unknown[] = []
    client.on('a', (value) => heard.push(value))
    await stop()
    net.last.receives({ type: 'a' }).drops()

    expect([heard, net.last.closes.length]).toEqual([[], 1])
  })

  it('after it lasted may have stopped in a whole fleet: the window is wide', async () => {
    const { client, stop } = await online()
    roll(0.5)
    const told = record(client, ['reconnecting'])
    await vi.advanceTimersByTimeAsync(5000)
    await stop()

    expect(told).toEqual([['reconnecting', { attempt: 1, delay: 2500 }]])
  })

  it('again and again is waited for longer and longer, until no attempt is left', async () => {
    const { client, net, stop, dialled } = await online({ reconnect: { first: 100, jitter: 'none', attempts: 3 } })
    const told = record(client, ['reconnecting', 'reconnect-failed'])
    const ends: unknown[] = []
    const news = client.channel('news')
    void (async () => {
      try {
        for await (const one of client.messages('a')) ends.push(one)
      } catch (error) {
        ends.push(error)
      }
    })()
    for (let sockets = 2; sockets <= 4; sockets++) {
      await stop()
      await vi.advanceTimersByTimeAsync(400)
      await dialled(sockets)
      net.last.opens()
    }
    await stop()
    await vi.advanceTimersByTimeAsync(0)

    const close = { code: 1006, reason: '', wasClean: false }
    expect(told).toEqual([
      ['reconnecting', { attempt: 1, delay: 100 }],
      ['reconnecting', { attempt: 2, delay: 200 }],
      ['reconnecting', { attempt: 3, delay: 400 }],
      ['reconnect-failed', { attempts: 3, close }],
    ])
    expect(client.status).toBe('failed')
    expect(ends).toMatchObject([{ code: 'gave-up', cause: { code: 'engine-failed', reason: 'trap' }, details: close }])
    expect(() => client.send('x')).toThrow()
    expect(news.status).toBe('unsubscribed')
  })

  it.each<[string, ReconnectOptions | boolean]>([
    ['nobody wants another', false],
    ['the user finds the close final', { retry: ({ code }) => code !== 1006 }],
  ])('is final where %s', async (_, reconnect) => {
    const { client, stop } = await online({ reconnect })
    const told = record(client)
    await stop()

    expect(told.map((entry) => (entry as [string])[0])).toEqual(['error', 'status', 'close', 'reconnect-failed'])
    expect(client.status).toBe('failed')
  })

  it('of which the user, when asked, wants no more, is told no further', async () => {
    for (const over of ['disconnect', 'destroy'] as const) {
      const retry = () => {
        client[over]()
        return true
      }
      const { client, net, stop } = await online({ reconnect: { retry } })
      const told = record(client)
      await stop()
      await vi.advanceTimersByTimeAsync(60_000)

      expect([client.status, net.sockets.length]).toEqual(['idle', 1])
      expect(told).toEqual(over === 'disconnect' ? [['status', 'idle']] : [])
      vi.useRealTimers()
    }
  })

  it('begins a row of its own where the one before was over', async () => {
    const { client, net, stop } = await online({ reconnect: { first: 100, jitter: 'none', attempts: 1 } })
    net.last.drops()
    await vi.advanceTimersByTimeAsync(100)
    net.last.refuses()
    expect(client.status).toBe('failed')
    client.connect()
    const told = record(client, ['reconnecting', 'reconnect-failed'])
    await stop()

    expect(told).toEqual([['reconnecting', { attempt: 1, delay: 100 }]])
    client.disconnect()
    expect(client.stats().attempts).toBe(0)
  })

  it('is told to nobody any more once one listener has hung up', async () => {
    for (const status of ['waiting', 'connecting'] as const) {
      const { client, stop } = await online({ reconnect: { first: 100, jitter: 'none' } })
      client.on('reconnecting', () => status === 'waiting' && client.disconnect())
      client.on('status', (now) => now === status && status === 'connecting' && client.disconnect())
      const told = record(client)
      await stop()
      await vi.advanceTimersByTimeAsync(60_000)

      expect(told.at(-1)).toEqual(['status', 'idle'])
      vi.useRealTimers()
    }
  })

  it('by an order of the user has it carried out by the next one', async () => {
    for (const verb of ['connect', 'disconnect', 'reconnect', 'listen', 'subscribe'] as const) {
      const { client, net, engine, dialled } = await online({ reconnect: { first: 100, jitter: 'none' } })
      if (verb === 'connect') {
        client.disconnect()
        net.last.drops(1000)
      }
      const { Client: Native } = (await engine()).module
      vi.spyOn(Native.prototype, verb).mockImplementation(() => {
        throw new WebAssembly.RuntimeError('unreachable')
      })
      if (verb === 'listen') client.on('a', () => {})
      else if (verb === 'subscribe') client.channel('news')
      else client[verb]()
      if (verb === 'disconnect') expect(client.status).toBe('idle')
      else {
        await vi.advanceTimersByTimeAsync(100)
        await dialled(2)
        net.last.opens()
        expect([verb, client.status]).toEqual([verb, 'open'])
        expect(net.last.said).toEqual(verb === 'subscribe' ? [{ type: 'subscribe', channel: 'news' }] : [])
      }
      vi.useRealTimers()
    }
  })

  it('by what nobody called, is nobody’s exception', async () => {
    const fails: ((error: Error) => void)[] = []
    const { client, engine } = await online({}, () => new Promise((_, reject) => fails.push(reject)) as never)
    const { Client: Native } = (await engine()).module
    vi.spyOn(Native.prototype, 'unresolved').mockImplementation(() => {
      throw new WebAssembly.RuntimeError('unreachable')
    })
    fails[0]?.(new Error('no address'))
    await vi.advanceTimersByTimeAsync(0)

    expect(client.status).toBe('waiting')
  })

  it('counts the attempts of the next one with its own', async () => {
    const { client, net, stop, dialled } = await online({ reconnect: { first: 100, jitter: 'none', attempts: 3 } })
    const told = record(client, ['reconnecting', 'reconnect-failed'])
    await stop()
    await vi.advanceTimersByTimeAsync(100)
    await dialled(2)
    net.last.refuses()
    await vi.advanceTimersByTimeAsync(200)
    net.last.refuses()
    await vi.advanceTimersByTimeAsync(400)
    net.last.refuses()

    expect(told).toEqual([
      ['reconnecting', { attempt: 1, delay: 100 }],
      ['reconnecting', { attempt: 2, delay: 200 }],
      ['reconnecting', { attempt: 3, delay: 400 }],
      ['reconnect-failed', { attempts: 3 }],
    ])
  })

  it('while an attempt is planned, has the row go on', async () => {
    const { client, net, stop } = await online({ reconnect: { first: 100, jitter: 'none' } })
    net.last.drops()
    await vi.advanceTimersByTimeAsync(100)
    net.last.refuses()
    const told = record(client, ['reconnecting'])
    await stop()

    expect([told, client.stats().attempts]).toEqual([[['reconnecting', { attempt: 3, delay: 400 }]], 3])
  })

  it('leaves nothing that waits to another server', async () => {
    let host = 'a'
    const { client, net, stop, dialled } = await online(
      { reconnect: { first: 100, jitter: 'none' } },
      () => `ws://${host}`,
    )
    const told = record(client, ['error'])
    await stop()
    const receipt = client.send('for a')
    host = 'b'
    await vi.advanceTimersByTimeAsync(100)
    await dialled(2)
    net.last.opens()
    await expect(receipt.done).rejects.toMatchObject({ code: 'dropped', details: 'other-destination' })

    expect([net.last.url, net.last.sent]).toEqual(['ws://b/', []])
    expect(told).toEqual([
      ['error', 'engine-failed'],
      ['error', 'dropped'],
    ])
  })

  it('leaves no destination of before a hang-up', async () => {
    let host = 'a'
    const { client, net, stop, dialled } = await online(
      { reconnect: { first: 100, jitter: 'none' } },
      () => `ws://${host}`,
    )
    client.disconnect()
    net.last.drops(1000)
    client.connect()
    net.last.opens()
    client.disconnect()
    net.last.drops(1000)
    host = 'b'
    await stop()
    client.connect()
    const { done } = client.send('for b')
    await dialled(3)
    net.last.opens()
    await done

    expect([net.last.url, net.last.sent]).toEqual(['ws://b/', ['for b']])
  })

  it('leaves a channel that is held meanwhile on its way', async () => {
    const { client, stop } = await online()
    await stop()
    const news = client.channel('news')
    expect(news.status).toBe('subscribing')
    client.disconnect()
    expect(news.status).toBe('unsubscribed')
  })

  it('leaves values of which nobody else knows when they are too old', async () => {
    vi.stubGlobal('requestAnimationFrame', undefined)
    onTestFinished(() => void vi.unstubAllGlobals())
    const { client, net, stop, dialled } = await online({ reconnect: { first: 100, jitter: 'none' } })
    const latest = client.latest('quote', { key: 'symbol', maxAge: 1000 })
    net.last.receives({ type: 'quote', payload: { symbol: 'X' } })
    await vi.advanceTimersByTimeAsync(20)
    expect([...latest.get().keys()]).toEqual(['X'])
    await stop()
    await vi.advanceTimersByTimeAsync(100)
    await dialled(2)
    net.last.opens()
    await vi.advanceTimersByTimeAsync(2000)
    net.last.receives({ type: 'quote', payload: { symbol: 'Y' } })
    await vi.advanceTimersByTimeAsync(20)

    expect([...latest.get().keys()]).toEqual(['Y'])
  })

  it('under a user who hangs up, is the end of it', async () => {
    const { client, net, stop } = await online()
    const told = record(client)
    client.disconnect()
    await stop()
    await vi.advanceTimersByTimeAsync(60_000)

    expect(told).toEqual([
      ['status', 'closing'],
      ['status', 'idle'],
      ['close', { code: 1006, reason: '', wasClean: false }],
    ])
    expect([net.sockets.length, client.stats().nextAttempt]).toEqual([1, undefined])
  })

  it('is nothing to a client that is at rest', async () => {
    const { client, net, stop, dialled } = await online()
    client.disconnect()
    net.last.drops(1000)
    const told = record(client)
    await stop()
    expect([told, client.status]).toEqual([[], 'idle'])
    client.connect()
    await dialled(2)
  })

  it('is followed by no other once the user hangs up, or is done with the client', async () => {
    for (const over of [(client: Client) => client.disconnect(), (client: Client) => client.destroy()]) {
      const { client, net, stop } = await online({ reconnect: { first: 100, jitter: 'none' } })
      await stop()
      const told = statuses(client)
      over(client)
      await vi.advanceTimersByTimeAsync(60_000)
      expect([told.length <= 1, client.status, net.sockets.length]).toEqual([true, 'idle', 1])
      vi.useRealTimers()
    }
  })

  it('may be cut short by a listener of its own end', async () => {
    for (const event of ['status', 'close', 'error', 'reconnecting'] as const) {
      const { client, net, stop } = await online({ reconnect: { first: 100, jitter: 'none' } })
      client.on(event, () => client.status === 'waiting' && client.disconnect())
      const news = client.channel('news')
      await stop()
      const told = record(client)
      await vi.advanceTimersByTimeAsync(60_000)
      expect([event, told, client.status, net.sockets.length]).toEqual([event, [], 'idle', 1])
      expect(news.status).toBe('unsubscribed')
      vi.useRealTimers()
    }
  })

  it('is not waited for by a listener that connects at once', async () => {
    for (const event of ['status', 'close', 'error', 'reconnecting'] as const) {
      const { client, net, stop, dialled } = await online({ reconnect: { first: 10_000, jitter: 'none' } })
      client.once(event, () => client.connect())
      await stop()
      await dialled(2)
      net.last.opens()
      expect([event, client.status, client.stats().attempts]).toEqual([event, 'open', 0])
      vi.useRealTimers()
    }
  })

  it('is brought sooner when the user comes back online', async () => {
    let comesOnline: () => void = () => {}
    vi.stubGlobal('addEventListener', (name: string, hear: () => void) => name === 'online' && (comesOnline = hear))
    onTestFinished(() => void vi.unstubAllGlobals())
    const { client, stop, dialled } = await online({ reconnect: { first: 500, spread: 30_000 } })
    roll(0.9)
    const told = record(client, ['reconnecting'])
    await vi.advanceTimersByTimeAsync(5000)
    await stop()
    comesOnline()
    comesOnline()
    await vi.advanceTimersByTimeAsync(450)
    await dialled(2)

    expect(told).toEqual([
      ['reconnecting', { attempt: 1, delay: 27_000 }],
      ['reconnecting', { attempt: 1, delay: 450 }],
    ])
  })
})
