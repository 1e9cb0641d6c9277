import { describe, expect, it, vi } from 'vitest'
import { online, windClock, world } from './support/world.js'

const whoami = { type: 'whoami' }

describe('a request', () => {
  it('is sent with an id, and resolves with the payload of the reply', async () => {
    const { client, net } = await online()
    const [first, second] = [client.request(whoami), client.request(whoami)]
    expect(net.last.said).toEqual([
      { type: 'whoami', id: 1 },
      { type: 'whoami', id: 2 },
    ])
    net.last.receives({ id: 2, payload: 'bob' }, { id: 1, type: 'reply', payload: { name: 'ann' } })

    expect(await Promise.all([first, second])).toEqual([{ name: 'ann' }, 'bob'])
  })

  it('resolves with the whole reply where that has no payload', async () => {
    const { client, net } = await online({ envelope: { id: 'ref' } })
    const reply = client.request<{ name: string }>(whoami)
    net.last.receives({ ref: 1, name: 'ann' })

    expect((await reply).name).toBe('ann')
  })

  it('keeps its reply from other listeners', async () => {
    const { client, net } = await online()
    const told: unknown[] = []
    client.on('message', (message) => told.push(message))
    const reply = client.request(whoami)
    net.last.receives({ id: 1, payload: 1 }, { id: 1, payload: 'twice' })
    await reply

    expect(told).toEqual([{ id: 1, payload: 'twice' }])
  })

  it('rejects with what the server says', async () => {
    const { client, net } = await online()
    const reply = client.request(whoami)
    net.last.receives({ id: 1, error: { code: 403 } })

    await expect(reply).rejects.toMatchObject({
      code: 'server',
      message: 'The server refused the request',
      details: { code: 403 },
    })
  })

  it.each([
    ['a text', 'not yours'],
    ['a message', { code: 403, message: 'not yours' }],
  ])("rejects with the server's words, where its error is or has %s", async (_, error) => {
    const { client, net } = await online()
    const reply = client.request(whoami)
    net.last.receives({ id: 1, error })

    await expect(reply).rejects.toMatchObject({ message: 'The server refused the request: not yours', details: error })
  })

  it.each([true, false])('rejects when its time is up, the engine being there: %s', async (there) => {
    windClock()
    const { client } = there ? await online() : await world()
    const reply = client.request(whoami, { timeout: 500 })
    const outcome = expect(reply).rejects.toMatchObject({ code: 'timeout', temporary: true })
    vi.advanceTimersByTime(500)

    await outcome
    expect(client.stats()).toMatchObject({ requests: 0, queued: 0 })
  })

  it('rejects when its link is lost, but waits on where it has not left yet', async () => {
    windClock()
    const { client, net } = await online({ reconnect: { first: 100, jitter: 'none' } })
    const sent = client.request(whoami)
    net.last.drops()
    await expect(sent).rejects.toMatchObject({ code: 'closed' })

    const queued = client.request(whoami)
    vi.advanceTimersByTime(100)
    net.last.opens()
    expect(net.last.said).toEqual([{ type: 'whoami', id: 2 }])
    net.last.receives({ id: 2, payload: 'ann' })
    expect(await queued).toBe('ann')
  })

  it.each([true, false])('is withdrawn by its signal, connecting: %s', async (connecting) => {
    const { client, net } = await world()
    if (connecting) client.connect()
    const control = new AbortController()
    const reply = client.request(whoami, { signal: control.signal })
    control.abort('changed my mind')
    await expect(reply).rejects.toMatchObject({ code: 'aborted', cause: 'changed my mind' })
    client.connect()
    net.last.opens()

    expect(net.last.sent).toEqual([])
    await expect(client.request(whoami, { signal: control.signal })).rejects.toMatchObject({ code: 'aborted' })
  })

  it('rejects when the outbox lets it go', async () => {
    const { client } = await world({ outbox: { messages: 1 } })
    client.connect()
    const first = client.request(whoami)
    client.send('x')
    await expect(first).rejects.toMatchObject({ code: 'dropped' })

    const second = client.request(whoami)
    client.disconnect()
    await expect(second).rejects.toMatchObject({ code: 'dropped' })
  })

  it('rejects where it could not be sent', async () => {
    const { client } = await online()
    client.disconnect()

    await expect(client.request(whoami)).rejects.toMatchObject({ code: 'disconnected' })
    await expect(client.request({ n: 1n })).rejects.toMatchObject({ code: 'not-serializable' })
    await expect(client.request([] as object)).rejects.toMatchObject({ code: 'bad-option' })
    await expect(client.request(whoami, { timeout: -1 })).rejects.toMatchObject({ code: 'bad-option' })
  })

  it('is made before the engine is there, and sent by it', async () => {
    const { client, net } = await world()
    const reply = client.request(whoami)
    expect(client.stats().requests).toBe(1)
    client.connect()
    net.last.opens().receives({ id: 1, payload: 'ann' })

    expect(await reply).toBe('ann')
    expect(client.stats().requests).toBe(0)
  })
})
