import type { Duplex } from 'node:stream'
import { expect, it } from 'vitest'
import { acceptFor, serveRaw, upgraded } from './support/raw.js'
import { serve } from './support/server.js'
import { createStage } from './support/stage.js'

const stage = createStage()

const status = (line: string) => (wire: Duplex) =>
  wire.end(`HTTP/1.1 ${line}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)

const refusals: Record<string, (wire: Duplex, key: string) => void> = {
  'a 404': status('404 Not Found'),
  'a 401': status('401 Unauthorized\r\nWWW-Authenticate: Bearer'),
  'a 302': status('302 Found\r\nLocation: http://127.0.0.1:9/'),
  'a wrong accept': (wire, key) => wire.write(upgraded(key).replace(acceptFor(key), acceptFor('another'))),
  'an unsolicited subprotocol': (wire, key) => wire.write(upgraded(key, 'Sec-WebSocket-Protocol: surprise\r\n')),
  'a connection that is cut': (wire) => wire.destroy(),
}

it.for(Object.entries(refusals))(
  '%s instead of the upgrade is a failed attempt, never an open or a close',
  async ([, answer]) => {
    const server = await stage.keep(serveRaw(answer))
    const page = await stage.harness()
    const lines = await page.evaluate(async (url) => {
      const client = hawser.createClient(url, { reconnect: { first: 20, attempts: 2, jitter: 'none' } })
      const lines = record(client)
      client.connect()
      await until(() => client.status === 'failed')
      return lines.map(([event, detail]) => (event === 'error' ? `error ${detail}` : event))
    }, server.url)

    expect(lines.filter((line) => line === 'error connect-failed').length).toBeGreaterThanOrEqual(2)
    expect(lines.at(-1)).toBe('reconnect-failed')
    expect(lines).not.toContain('open')
    expect(lines).not.toContain('close')
  },
)

it('gives an unanswered upgrade up after the connect timeout', async () => {
  const server = await stage.keep(serveRaw(() => {}))
  const page = await stage.harness()
  const { lines, waited } = await page.evaluate(async (url) => {
    const client = hawser.createClient(url, { connectTimeout: 300, reconnect: false })
    const lines = record(client)
    await hawser.load()
    client.connect()
    const waited = await until(() => client.status === 'failed')
    return { lines, waited }
  }, server.url)

  expect(lines[0]).toEqual(['error', 'timeout'])
  expect(waited).toBeGreaterThan(250)
  expect(waited).toBeLessThan(1500)
})

it('is told of a socket that the page’s CSP blocks, where the browser fires an error but never a close', async () => {
  const server = await stage.keep(serve())
  const page = await stage.harness("script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'")
  const lines = await page.evaluate(async (url) => {
    const client = hawser.createClient(url, { connectTimeout: 30_000, reconnect: false })
    const lines = record(client)
    client.connect()
    await until(() => client.status === 'failed', 3000)
    return lines
  }, server.url)

  expect(lines[0]).toEqual(['error', 'connect-failed'])
  expect(server.opened()).toBe(0)
})

it('takes a constructor that throws, as for ws: on an https page, for a failed attempt', async () => {
  const page = await stage.harness()
  const lines = await page.evaluate(async () => {
    class Insecure {
      constructor() {
        throw new DOMException('An insecure WebSocket connection may not be initiated', 'SecurityError')
      }
    }
    const client = hawser.createClient('ws://example.org', {
      WebSocket: Insecure,
      reconnect: { first: 10, attempts: 1 },
    })
    const lines = record(client)
    client.connect()
    await until(() => client.status === 'failed')
    return lines.map(([event]) => event)
  })

  expect(lines[0]).toBe('error')
  expect(lines.at(-1)).toBe('reconnect-failed')
})

it.for(['ws://127.0.0.1:9/#fragment', 'ftp://127.0.0.1/', 'not a url://'])(
  'takes %s for a failed attempt, though the browser throws',
  async (url) => {
    const page = await stage.harness()
    const outcome = await page.evaluate(async (url) => {
      try {
        const client = hawser.createClient(url, { reconnect: false })
        const lines = record(client)
        client.connect()
        await until(() => client.status === 'failed')
        return lines[0]?.[0]
      } catch (error) {
        return error instanceof hawser.ConnectionError ? 'error' : String(error)
      }
    }, url)

    expect(outcome).toBe('error')
  },
)

it.for([
  ['duplicates', ['a', 'a']],
  ['an empty one', ['']],
  ['a space', ['a b']],
] as const)('takes subprotocols with %s for a failed attempt, though the browser throws', async ([, protocols]) => {
  const page = await stage.harness()
  const outcome = await page.evaluate(async (protocols) => {
    try {
      const client = hawser.createClient('ws://127.0.0.1:9/', { protocols, reconnect: false })
      const lines = record(client)
      client.connect()
      await until(() => client.status === 'failed')
      return lines[0]?.[0]
    } catch (error) {
      return error instanceof hawser.ConnectionError ? 'error' : String(error)
    }
  }, protocols)

  expect(outcome).toBe('error')
})

it('dials a relative http address as the browser does', async () => {
  const server = await stage.keep(serve())
  const page = await stage.harness()
  const opened = await page.evaluate(async (url) => {
    const client = hawser.createClient(url.replace('ws:', 'http:'))
    await client.ready()
    client.disconnect()
    return true
  }, server.url)

  expect(opened).toBe(true)
})
