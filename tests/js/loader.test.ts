import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  centrifugo,
  type CentrifugoProtocol,
  createClient,
  createLoader,
  type EngineSource,
  type Loader,
} from 'hawser/slim'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { clientFor } from '../../js/src/client.js'
import { loaderOf } from '../../js/src/loader.js'
import { wasm } from './support/bytes.js'
import { network } from './support/network.js'
import { codeOf, record, tick } from './support/world.js'

const bytes = wasm()
const glue = async () => (await import('../../js/src/engine-glue.js')).glue

async function serve(type: string | undefined, status = 200, body: Uint8Array = bytes) {
  let requests = 0
  const server = createServer((_, response) => {
    requests++
    response.writeHead(status, type ? { 'content-type': type } : {}).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return { url: new URL(`http://127.0.0.1:${port}/engine.wasm`), requests: () => requests, server }
}

describe('the engine can be', () => {
  it.each<[string, () => EngineSource | Promise<EngineSource>]>([
    ['bytes', () => bytes],
    ['a buffer', () => bytes.slice().buffer],
    ['a compiled module', () => WebAssembly.compile(bytes)],
    ['a response', () => new Response(bytes, { headers: { 'content-type': 'application/wasm' } })],
    ['a response of a wrong type', () => new Response(bytes, { headers: { 'content-type': 'text/html' } })],
    ['an address', async () => (await serve('application/wasm; charset=binary')).url],
    ['an address as a text', async () => String((await serve('application/wasm')).url)],
    ['served with a wrong type', async () => (await serve('application/octet-stream')).url],
    ['served without a type', async () => (await serve(undefined)).url],
  ])('%s', async (_, source) => {
    const net = network()
    const client = createClient('ws://host', { engine: createLoader(source), WebSocket: net.WebSocket })
    const ready = client.ready()
    await vi.waitFor(() => net.last.opens())
    await ready
    client.destroy()
  })
})

describe('a loader with an engine for plain messages, and another for all', () => {
  const loaders = () => {
    const brought: string[] = []
    const source = (name: 'engine' | 'plain') => () => {
      brought.push(name)
      return wasm(name)
    }
    const whole = loaderOf(glue, source('engine'))
    return { load: loaderOf(glue, source('plain'), undefined, whole), brought }
  }
  const open = async (load: Loader, protocol?: CentrifugoProtocol) => {
    const net = network()
    const options = { WebSocket: net.WebSocket }
    const client = clientFor('ws://host', protocol ? { ...options, protocol } : options, load)
    onTestFinished(() => client.destroy())
    client.connect()
    await vi.waitFor(() => net.last.opens())
  }

  it('brings what a client needs', async () => {
    const { load, brought } = loaders()
    await open(load)
    expect(brought).toEqual(['plain'])
    await open(load, centrifugo())
    expect(brought).toEqual(['plain', 'engine'])
  })

  it('brings no second one where all is there', async () => {
    const { load, brought } = loaders()
    await open(load, centrifugo())
    await open(load)
    expect(brought).toEqual(['engine'])
  })

  it('brings them ahead of time', async () => {
    const { load, brought } = loaders()
    await load('centrifugo')
    await open(load, centrifugo())
    expect(brought).toEqual(['engine'])
    await load()
    expect(brought).toEqual(['engine'])
  })
})

it('no engine is refused at once', () => {
  expect(codeOf(() => createClient('ws://host', {} as never))).toBe('bad-option')
  expect(codeOf(() => (createClient as (url: string) => unknown)('ws://host'))).toBe('bad-option')
})

it('an engine for plain messages refuses a broker, and says what to bring', async () => {
  const client = createClient('ws://host', {
    engine: wasm('plain'),
    protocol: centrifugo(),
    WebSocket: network().WebSocket,
  })
  await expect(client.ready()).rejects.toMatchObject({
    code: 'engine-failed',
    message: expect.stringContaining('hawser/engine.wasm'),
  })
})

describe('a load', () => {
  it('happens once, for all clients', async () => {
    const { url, requests } = await serve('application/wasm')
    const net = network()
    const clients = [1, 2].map(() => createClient('ws://host', { engine: url, WebSocket: net.WebSocket }))
    for (const client of clients) client.connect()
    await vi.waitFor(() => expect(net.sockets).toHaveLength(2))
    for (const client of clients) client.destroy()

    expect(requests()).toBe(1)
  })

  it('ahead of time makes connect() dial at once', async () => {
    const load = createLoader(bytes)
    await load()
    const net = network()
    const client = createClient('ws://host', { engine: load, WebSocket: net.WebSocket })
    client.connect()
    client.destroy()

    expect(net.sockets).toHaveLength(1)
  })

  it('that is overtaken by disconnect() or destroy() dials nobody', async () => {
    const load = createLoader(async () => bytes)
    const net = network()
    const clients = [1, 2].map(() => createClient('ws://host', { engine: load, WebSocket: net.WebSocket }))
    const told = clients.map((client) => record(client, ['status']))
    for (const client of clients) client.connect()
    clients[0]?.disconnect()
    clients[1]?.destroy()
    await load()
    await tick()

    expect(net.sockets).toHaveLength(0)
    expect(told[0]).toEqual([
      ['status', 'connecting'],
      ['status', 'idle'],
    ])
  })

  it('that is overtaken by disconnect() and connect() dials once', async () => {
    const load = createLoader(async () => bytes)
    const net = network()
    const client = createClient('ws://host', { engine: load, WebSocket: net.WebSocket })
    client.connect()
    client.disconnect()
    client.connect()
    await load()
    await tick()
    client.destroy()

    expect(net.sockets).toHaveLength(1)
  })
})

describe('a failed load says why', () => {
  const refusing = (error: Error) => {
    const spy = vi.spyOn(WebAssembly, 'compile').mockRejectedValueOnce(error)
    onTestFinished(() => spy.mockRestore())
    return createLoader(bytes)
  }

  it.each([
    'WebAssembly.compile(): Wasm code generation disallowed by embedder',
    "WebAssembly.compile(): Compiling or instantiating WebAssembly module violates the following Content Security policy directive because neither 'wasm-eval' nor 'unsafe-eval' is an allowed source of script",
    'call to WebAssembly.compile() blocked by CSP',
  ])('csp: %s', async (message) => {
    await expect(refusing(new WebAssembly.CompileError(message))()).rejects.toMatchObject({
      code: 'engine-failed',
      reason: 'csp',
      temporary: false,
      message: expect.stringContaining('wasm-unsafe-eval'),
    })
  })

  it('memory', async () => {
    await expect(refusing(new RangeError('WebAssembly.Memory(): could not allocate memory'))()).rejects.toMatchObject({
      reason: 'memory',
    })
  })

  it('compile: it is not wasm', async () => {
    await expect(createLoader(new Uint8Array([1, 2, 3]))()).rejects.toMatchObject({
      reason: 'compile',
      temporary: false,
      message: expect.stringContaining('SIMD'),
    })
  })

  it('compile: it is some other wasm', async () => {
    const empty = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])
    await expect(createLoader(empty)()).rejects.toMatchObject({
      code: 'engine-failed',
      reason: 'compile',
      message: expect.not.stringContaining('SIMD'),
    })
  })

  it('compile: in the words of whatever else it was', async () => {
    await expect(refusing(new Error('the sky fell'))()).rejects.toMatchObject({
      reason: 'compile',
      message: 'The engine failed: the sky fell',
    })
  })

  it('network: not found', async () => {
    const { url } = await serve('text/html', 404)
    await expect(createLoader(url)()).rejects.toMatchObject({ reason: 'network', temporary: true })
  })

  it('network: nobody there', async () => {
    const { url, server } = await serve('application/wasm')
    await new Promise((resolve) => server.close(resolve))
    await expect(createLoader(url)()).rejects.toMatchObject({ reason: 'network', cause: expect.any(TypeError) })
  })

  it('network: a file, which is not fetched but read', async () => {
    await expect(createLoader(new URL('file:///engine.wasm'))()).rejects.toMatchObject({
      reason: 'network',
      temporary: false,
      message: expect.stringContaining('give its bytes') as string,
    })
  })

  it('compile: something else that is found at the address', async () => {
    const { url } = await serve('text/html', 200, new TextEncoder().encode('<!doctype html>'))
    await expect(createLoader(url)()).rejects.toMatchObject({
      reason: 'compile',
      message: 'What was fetched is no WebAssembly: is the address the right one?',
    })
  })

  it('says what a source of yours throws, and refuses what is none', async () => {
    const missing = () => Promise.reject(new Error('ENOENT: no such file'))
    await expect(createLoader(missing)()).rejects.toMatchObject({
      message: 'A part of the engine could not be fetched: ENOENT: no such file',
    })
    for (const source of [undefined, null, 5, ''])
      expect(codeOf(() => createLoader(source as never))).toBe('bad-option')
  })

  it('chunk: a part that was split off does not come', async () => {
    const missing = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))
    await expect(loaderOf(missing, bytes)()).rejects.toMatchObject({ reason: 'chunk', temporary: true })
    await expect(loaderOf(glue, missing)()).rejects.toMatchObject({ reason: 'chunk' })
  })
})
