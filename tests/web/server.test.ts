import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createServer } from '../../web/server/index.js'
import { type Caller, call } from './caller.js'

let server: Awaited<ReturnType<typeof createServer>>
const callers: Caller[] = []

async function dial(options: Parameters<typeof call>[1] = {}) {
  const caller = await call(server.url, options)
  callers.push(caller)
  return caller
}

beforeEach(async () => {
  server = await createServer({ grace: 20 })
})
afterEach(async () => {
  for (const caller of callers.splice(0)) caller.socket.terminate()
  await server.close()
})

describe('the door', () => {
  it('lets pages of this machine in, and programs', async () => {
    for (const origin of ['http://127.0.0.1:5173', 'http://localhost', undefined]) {
      await expect(dial(origin ? { origin } : {})).resolves.toBeDefined()
    }
  })

  it.each(['https://evil.example', 'null', 'http://127.0.0.1.evil.example', ''])(
    'turns the origin %j away',
    async (origin) => {
      await expect(dial({ origin })).rejects.toThrow('403')
    },
  )

  it('knows one path only', async () => {
    await expect(call(server.url.replace('/ws', '/other'))).rejects.toThrow('404')
  })

  it('refuses the next attempts of one client, and of nobody else', async () => {
    const caller = await dial({ client: 'client-one' })
    caller.say({ type: 'lab', payload: { do: 'refuse', count: 2 } })
    await caller.settled()
    for (let i = 0; i < 2; i++) await expect(dial({ client: 'client-one' })).rejects.toThrow('503')
    await expect(dial({ client: 'client-two' })).resolves.toBeDefined()
    await expect(dial({ client: 'client-one' })).resolves.toBeDefined()
  })
})

describe('what is said', () => {
  it.each([
    ['not JSON', 'ahoy'],
    ['an unknown type', '{"type":"mutiny"}'],
    ['no object', '[1,2,3]'],
    ['an empty line', '{"type":"chat","channel":"room:harbour","payload":{"id":"12345678","text":"  "}}'],
    ['a foreign channel', '{"type":"subscribe","channel":"__proto__"}'],
    ['too high a rate', '{"type":"rate","channel":"quotes","payload":{"perSecond":20001}}'],
    ['a close code that no server sends', '{"type":"lab","payload":{"do":"close","code":1006}}'],
  ])('refuses %s with an error', async (_, text) => {
    const caller = await dial()
    caller.socket.send(text)
    expect(await caller.hears('error')).toMatchObject({ error: { code: 'bad-message' } })
  })

  it('tells the error to the request that it belongs to', async () => {
    const caller = await dial()
    caller.say({ type: 'subscribe', id: 7, channel: 'room:brig' })
    expect(await caller.hears('error')).toMatchObject({
      id: 7,
      channel: 'room:brig',
      error: { code: 'unknown-channel' },
    })
  })

  it('ends a connection that sends a frame over the limit', async () => {
    const caller = await dial()
    caller.socket.send('x'.repeat(65_537))
    expect(await caller.ended).toBe(1009)
  })

  it('refuses what comes faster than the rate, and ends who goes on', async () => {
    const caller = await dial()
    for (let i = 0; i < 400; i++) caller.say({ type: 'ping' })
    expect(await caller.hears('error')).toMatchObject({ error: { code: 'rate-limited' } })
    expect(await caller.ended).toBe(1008)
  })

  it('answers a ping, and who one is', async () => {
    const caller = await dial({ client: 'client-one' })
    caller
      .say({ type: 'ping' })
      .say({ type: 'hello', payload: { name: 'Ada' } })
      .say({ type: 'whoami', id: 1 })
    expect(await caller.hears('pong')).toEqual({ type: 'pong' })
    expect(await caller.hears('whoami')).toEqual({
      type: 'whoami',
      id: 1,
      payload: { user: 'client-one', name: 'Ada' },
    })
  })
})

describe('trouble', () => {
  it('drops without a close frame', async () => {
    const caller = await dial()
    caller.say({ type: 'lab', payload: { do: 'drop' } })
    expect(await caller.ended).toBe(1006)
  })

  it('closes with the code asked for', async () => {
    const caller = await dial()
    caller.say({ type: 'lab', payload: { do: 'close', code: 4001, reason: 'as you like it' } })
    expect(await caller.ended).toBe(4001)
  })

  it('freezes, and afterwards goes on as if nothing had been', async () => {
    const caller = await dial()
    const before = Date.now()
    caller.say({ type: 'lab', payload: { do: 'freeze', seconds: 1 } }).say({ type: 'ping' })
    await caller.hears('pong')
    expect(Date.now() - before).toBeGreaterThan(900)
  })

  it('floods with every message that was ordered', async () => {
    const caller = await dial()
    caller.say({ type: 'lab', payload: { do: 'flood', count: 1200 } })
    await caller.hears('flood', (message) => (message.payload as { n: number }).n === 1199)
    expect(caller.heard.filter(({ type }) => type === 'flood')).toHaveLength(1200)
  })

  it('sends garbage of every kind', async () => {
    const caller = await dial()
    caller.say({ type: 'lab', payload: { do: 'garbage' } })
    await caller.hears('a-type-nobody-listens-to')
    await caller.settled()
    expect(caller.raw).toEqual(expect.arrayContaining([expect.stringMatching(/^ahoy/), expect.any(Buffer)]))
    expect(Math.max(...caller.raw.map((frame) => frame.length))).toBeGreaterThan(1_048_576)
  })
})

describe('quotes', () => {
  it('come at about the rate asked for, with an account of it', async () => {
    const caller = await dial()
    caller.say({ type: 'subscribe', channel: 'quotes' })
    caller.say({ type: 'rate', channel: 'quotes', payload: { perSecond: 5000 } })
    const { payload } = await caller.hears('quote-figures')
    const quotes = caller.heard.filter(({ type }) => type === 'quote')
    expect(quotes.length).toBeGreaterThan(2000)
    expect(quotes[0]?.payload).toEqual({
      symbol: expect.stringMatching(/^[A-Z]{3}$/),
      price: expect.any(Number),
      change: expect.any(Number),
      n: expect.any(Number),
    })
    expect(payload).toMatchObject({ perSecond: 5000, skipped: 0 })
  })
})
