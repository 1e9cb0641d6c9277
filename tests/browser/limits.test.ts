import type { Client } from 'hawser'
import { expect, it } from 'vitest'
import { serve } from './support/server.js'
import { createStage } from './support/stage.js'

const stage = createStage()

it('many clients in one page each have their own link and messages', async () => {
  const server = await stage.keep(serve())
  const page = await stage.harness()
  const answers = await page.evaluate(async (url) => {
    const clients = Array.from({ length: 40 }, () => hawser.createClient<{ echoed: number }, { echo: number }>(url))
    const answers = clients.map((client) => new Promise<number>((resolve) => client.on('echoed', resolve)))
    clients.forEach((client, index) => {
      client.connect()
      client.emit('echo', index)
    })
    return Promise.all(answers)
  }, server.url)

  expect(answers).toEqual(Array.from({ length: 40 }, (_, index) => index))
  expect(server.opened()).toBe(40)
})

// A browser dials one socket at a time to each address.
const addresses = Array.from({ length: 15 }, (_, index) => `127.0.0.${index + 1}`)

it('the 256th socket, over the browser’s ceiling, is a failed attempt and harms none of the others', async () => {
  const servers = await Promise.all(addresses.map((host) => stage.keep(serve({ host }))))
  const page = await stage.harness()
  const outcome = await page.evaluate(
    async (urls) => {
      const open = async (url = '') => {
        const client = hawser.createClient(url, { reconnect: false })
        const lines = record(client)
        client.connect()
        await until(() => client.status === 'open' || client.status === 'failed')
        return { client, lines }
      }
      const all = []
      while (all.length < 255) all.push(...(await Promise.all(urls.map(open))))
      const isOpen = ({ client }: { client: Client }) => client.status === 'open'
      const before = all.filter(isOpen).length
      const over = await open(urls[0])
      const after = all.filter(isOpen).length
      for (const { client } of all) client.destroy()
      return { before, after, over: over.lines[0] }
    },
    servers.map(({ url }) => url),
  )

  expect(outcome).toEqual({ before: 255, after: 255, over: ['error', 'connect-failed'] })
})

it.for(['text', 'binary'] as const)(
  'a %s message of 12 MiB under the default limit is refused, told, and overwrites nothing',
  async (kind) => {
    const server = await stage.keep(
      serve({ maxPayload: 2 ** 25 }, (socket) => {
        const big = Buffer.alloc(12 * 2 ** 20, 'x')
        socket.send(kind === 'text' ? big.toString() : big)
        socket.send('{"type":"after"}')
      }),
    )
    const page = await stage.harness()
    const outcome = await page.evaluate(async (url) => {
      const client = hawser.createClient(url)
      const lines = record(client)
      client.connect()
      client.send('go')
      await until(() => lines.some(([event]) => event === 'message'))
      return { lines, refused: client.stats().refused }
    }, server.url)

    expect(outcome.lines).toEqual([
      ['open', false],
      ['error', 'message-too-large'],
      ['message', { type: 'after' }],
    ])
    expect(outcome.refused).toBe(1)
  },
)

it('a message of 12 MiB is delivered whole where the limit allows it', async () => {
  const server = await stage.keep(
    serve({ maxPayload: 2 ** 25 }, (socket) =>
      socket.send(JSON.stringify({ type: 'big', payload: 'é'.repeat(6 * 2 ** 20) })),
    ),
  )
  const page = await stage.harness()
  const length = await page.evaluate(async (url) => {
    const client = hawser.createClient<{ big: string }>(url, { maxMessageBytes: 2 ** 24 })
    const big = new Promise<string>((resolve) => client.on('big', resolve))
    client.connect()
    client.send('go')
    return (await big).length
  }, server.url)

  expect(length).toBe(6 * 2 ** 20)
})

it('lone surrogates leave as U+FFFD, a NUL as itself', async () => {
  const server = await stage.keep(serve())
  const page = await stage.harness()
  await page.evaluate(async (url) => {
    const client = hawser.createClient(url)
    await client.ready()
    client.send('a\ud800b')
    client.send('a\0b')
  }, server.url)

  await expect.poll(() => server.received).toEqual(['a\ufffdb', 'a\0b'])
})

it.for([1001, 1006, 2999, 5000, 3000.7])(
  'disconnect(%d) throws a typed error before the browser would',
  async (code) => {
    const server = await stage.keep(serve())
    const page = await stage.harness()
    const outcome = await page.evaluate(
      async ({ url, code }) => {
        const client = hawser.createClient(url)
        await client.ready()
        try {
          client.disconnect(code)
          return 'accepted'
        } catch (error) {
          return { code: (error as { code: string }).code, status: client.status }
        }
      },
      { url: server.url, code },
    )

    expect(outcome).toEqual({ code: 'bad-close', status: 'open' })
  },
)

it('a close reason of 123 bytes goes out, one of 124 bytes of UTF-8 is a typed error', async () => {
  const server = await stage.keep(serve())
  const page = await stage.harness()
  const reasons: string[] = []
  await page.evaluate(async (url) => void (await hold(hawser.createClient(url)).ready()), server.url)
  for (const socket of server.sockets) socket.on('close', (_, reason) => reasons.push(reason.toString()))
  const codes = await page.evaluate(() =>
    ['x'.repeat(124), '…'.repeat(42), '…'.repeat(41)].map((reason) => {
      try {
        held().disconnect(4000, reason)
        return 'accepted'
      } catch (error) {
        return (error as { code: string }).code
      }
    }),
  )

  expect(codes).toEqual(['bad-close', 'bad-close', 'accepted'])
  await expect.poll(() => reasons).toEqual(['…'.repeat(41)])
})

it('disconnect() is done within its bound though the server never reads and the buffer is full', async () => {
  const server = await stage.keep(serve())
  const page = await stage.harness()
  await page.evaluate(
    async (url) =>
      void (await hold(hawser.createClient(url, { closeTimeout: 500, outbox: { bytes: 2 ** 27 } })).ready()),
    server.url,
  )
  for (const socket of server.sockets) socket.pause()
  const { took, lines: told } = await page.evaluate(async () => {
    const block = new ArrayBuffer(2 ** 20)
    for (let count = 0; count < 64; count++) held().send(block)
    held().disconnect()
    const took = await until(() => held().status === 'idle')
    return { took, lines: happened() }
  })

  expect(took).toBeLessThan(3000)
  expect(told.filter(([event]) => event === 'close')).toHaveLength(1)
})
