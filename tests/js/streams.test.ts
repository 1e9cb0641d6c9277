import { describe, expect, it, vi } from 'vitest'
import { codeOf, itHere, online, tick, windClock, world } from './support/world.js'

describe('the readable', () => {
  it('gives every message, parsed, and bytes as they are', async () => {
    const { client, net } = await online()
    client.on('a', () => {})
    const reader = client.streams().readable.getReader()
    const bytes = new ArrayBuffer(2)
    net.last.receives({ type: 'a', payload: 1 }, 'text', bytes)

    const read = async () => (await reader.read()).value
    expect([await read(), await read(), await read()]).toEqual([{ type: 'a', payload: 1 }, 'text', bytes])
  })

  it('closes after a disconnect', async () => {
    const { client, net } = await online()
    const { readable, closed } = client.streams()
    const reader = readable.getReader()
    net.last.receives('last')
    client.disconnect(3000, 'bye')
    net.last.drops(3000, 'bye')

    expect(await reader.read()).toEqual({ done: false, value: 'last' })
    expect(await reader.read()).toEqual({ done: true, value: undefined })
    expect(await closed).toEqual({ code: 3000, reason: 'bye', wasClean: true })
  })

  it('fails where no attempt is left', async () => {
    const { client, net } = await online({ reconnect: false })
    const { readable, writable, closed } = client.streams()
    const [reader, writer] = [readable.getReader(), writable.getWriter()]
    net.last.drops(4000, 'no')

    await expect(reader.read()).rejects.toMatchObject({ code: 'gave-up' })
    await expect(writer.closed).rejects.toMatchObject({ code: 'gave-up' })
    expect(await closed).toEqual({ code: 4000, reason: 'no', wasClean: true })
  })

  it('fails where nobody reads', async () => {
    const { client, net } = await online()
    const { readable } = client.streams({ limit: 2 })
    net.last.receives('1', '2', '3', '4')

    await expect(readable.getReader().read()).rejects.toMatchObject({ code: 'overflow' })
  })

  it('goes on over a reconnection', async () => {
    const { client, net } = await online()
    const reader = client.streams().readable.getReader()
    net.last.receives('one').drops()
    client.connect()
    net.last.opens().receives('two')

    expect([(await reader.read()).value, (await reader.read()).value]).toEqual(['one', 'two'])
  })

  itHere('listens no longer once it is cancelled', async () => {
    const { client, net } = await online()
    await client.streams().readable.cancel()
    net.last.receives('nobody')

    expect([client.stats().ignored, client.status]).toEqual([1, 'open'])
  })
})

describe('the writable', () => {
  it('sends what is written, in order', async () => {
    const { client, net } = await world()
    const writer = client.streams().writable.getWriter()
    const writes = [writer.write('1'), writer.write({ type: 'a' }), writer.write(new Uint8Array([3]))]
    client.connect()
    await tick()
    net.last.opens()
    await Promise.all(writes)

    expect(net.last.sent).toEqual(['1', '{"type":"a"}', [3]])
  })

  it("holds back while the socket's buffer is full", async () => {
    windClock()
    const { client, net } = await online()
    const writer = client.streams().writable.getWriter()
    net.last.bufferedAmount = 100_000
    let written = false
    const write = writer.write('1').then(() => (written = true))
    await vi.advanceTimersByTimeAsync(1000)
    expect([written, net.last.sent]).toEqual([false, ['1']])
    net.last.bufferedAmount = 0
    await vi.advanceTimersByTimeAsync(20)
    await write

    expect(written).toBe(true)
  })

  it('fails with what keeps a message from leaving', async () => {
    const { client } = await online()
    const writer = client.streams().writable.getWriter()

    await expect(writer.write(1n)).rejects.toMatchObject({ code: 'not-serializable' })
    await expect(writer.closed).rejects.toMatchObject({ code: 'not-serializable' })
  })

  it('closes after a disconnect, and hangs up on no later connection', async () => {
    for (const end of ['disconnect', 'destroy'] as const) {
      const { client, net } = await online()
      const writer = client.streams().writable.getWriter()
      await writer.write('last')
      client[end]()
      if (end === 'disconnect') {
        net.last.drops(1000)
        client.connect()
      }

      await expect(writer.closed).resolves.toBeUndefined()
      await tick()
      expect(client.status).toBe(end === 'disconnect' ? 'connecting' : 'idle')
    }
  })

  it('closes where nobody holds its writer', async () => {
    const { client } = await world()
    const { writable } = client.streams()
    writable.getWriter().releaseLock()
    client.connect()
    client.disconnect()
    await tick()

    await expect(writable.getWriter().closed).resolves.toBeUndefined()
  })

  it('fails a write that waits', async () => {
    const { client } = await world()
    const writer = client.streams().writable.getWriter()
    client.connect()
    const write = writer.write('waiting')
    await tick()
    client.disconnect()

    await expect(write).rejects.toMatchObject({ code: 'dropped' })
    await expect(writer.closed).rejects.toMatchObject({ code: 'dropped' })
  })

  it('ends a pipe', async () => {
    const { client, net } = await online()
    const cancel = vi.fn()
    const pipe = new ReadableStream({ cancel }).pipeTo(client.streams().writable)
    client.disconnect()
    net.last.drops(1000)

    await expect(pipe).rejects.toMatchObject({ code: 'closed' })
    expect(cancel).toHaveBeenCalledOnce()
  })

  it('disconnects with 1000 when it is closed, after what was written', async () => {
    const { client, net } = await online()
    const { writable, closed } = client.streams()
    const writer = writable.getWriter()
    void writer.write('last')
    await writer.close()
    net.last.drops(1000)

    expect([net.last.sent, net.last.closes[0]?.[0]]).toEqual([['last'], 1000])
    expect((await closed).code).toBe(1000)
  })

  it('disconnects with 4000 when it is aborted', async () => {
    const { client, net } = await online()
    await client.streams().writable.abort('why')

    expect([client.status, net.last.closes[0]?.[0]]).toEqual(['closing', 4000])
  })
})

it('closed tells that there was no link, where there was none', async () => {
  const { client } = await world()
  const { closed, readable } = client.streams()
  client.connect()
  client.disconnect()

  expect(await closed).toEqual({ code: 1005, reason: '', wasClean: true })
  expect((await readable.getReader().read()).done).toBe(true)
})

it('echoes, piped into each other', async () => {
  const { client, net } = await online()
  const { readable, writable } = client.streams()
  void readable.pipeTo(writable).catch(() => {})
  net.last.receives('1', { type: 'a' })
  await vi.waitFor(() => expect(net.last.sent).toEqual(['1', '{"type":"a"}']))
})

it('refuses a limit that is none', async () => {
  const { client } = await world()

  expect(codeOf(() => client.streams({ limit: 0 }))).toBe('bad-option')
})
