import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createClient, type ClientOptions } from 'hawser'
import { expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'

async function serve(port = 0) {
  const server = new WebSocketServer({ port, host: '127.0.0.1' })
  await once(server, 'listening')
  const stop = async () => {
    for (const socket of server.clients) socket.terminate()
    await new Promise((resolve) => server.close(resolve))
  }
  onTestFinished(async () => void (await stop().catch(() => {})))
  return { server, stop, port: (server.address() as AddressInfo).port }
}

function clientOf(port: number, options: ClientOptions = {}) {
  const client = createClient(`ws://127.0.0.1:${port}/ws`, { WebSocket, reconnect: { first: 10 }, ...options })
  onTestFinished(() => client.destroy())
  return client
}

/** Answers requests, echoes the rest. */
const echo = (server: WebSocketServer) =>
  server.on('connection', (socket) => socket.on('message', (data, binary) => socket.send(data, { binary })))

it('speaks with a real server, texts and bytes', async () => {
  const { server, port } = await serve()
  echo(server)
  const client = clientOf(port)
  const told: unknown[] = []
  client.on('chat', (value) => told.push(value))
  client.on('message', (value) => told.push(value))
  client.on('binary', (value) => told.push([...new Uint8Array(value as ArrayBuffer)]))
  client.emit('chat', { text: 'höi 🚢' })
  await client.ready()
  client.send('plain\0text')
  client.send(new Uint8Array([1, 2, 3]).subarray(1))

  await expect.poll(() => told).toEqual([{ text: 'höi 🚢' }, 'plain\0text', [2, 3]])
})

it('answers a request', async () => {
  const { server, port } = await serve()
  server.on('connection', (socket) =>
    socket.on('message', (data) => {
      const { id } = JSON.parse(String(data)) as { id: number }
      socket.send(JSON.stringify({ id, payload: { name: 'ann' } }))
    }),
  )
  const client = clientOf(port)
  const reply = client.request({ type: 'whoami' })
  client.connect()
  expect(await reply).toEqual({ name: 'ann' })
})

it('tells the subprotocol that the server chose', async () => {
  const { port } = await serve()
  const client = clientOf(port, { protocols: ['v2', 'v1'] })
  const opened = new Promise((resolve) => client.on('open', resolve))
  client.connect()

  expect(await opened).toEqual({ reconnected: false, attempts: 0, protocol: 'v2' })
})

it('comes back after the server was killed and started again, and delivers what was sent meanwhile', async () => {
  const { server, stop, port } = await serve()
  echo(server)
  const client = clientOf(port)
  await client.ready()
  await stop()
  await vi.waitFor(() => expect(client.status).not.toBe('open'))
  client.send('meanwhile')
  const again = await serve(port)
  const received: string[] = []
  again.server.on('connection', (socket) => socket.on('message', (data) => received.push(String(data))))

  await expect.poll(() => received, { timeout: 5000 }).toEqual(['meanwhile'])
  expect(client.stats().opens).toBe(2)
})

it('hangs up with the code and reason that it was told', async () => {
  const { server, port } = await serve()
  const closed = new Promise((resolve) =>
    server.on('connection', (socket) => socket.on('close', (code, reason) => resolve([code, String(reason)]))),
  )
  const client = clientOf(port)
  await client.ready()
  const told = new Promise((resolve) => client.on('close', resolve))
  client.disconnect(4001, 'bye')

  expect(await closed).toEqual([4001, 'bye'])
  expect(await told).toEqual({ code: 4001, reason: 'bye', wasClean: true })
  expect(client.status).toBe('idle')
})

it('hears every one of a flood, in order', async () => {
  const { server, port } = await serve()
  server.on('connection', (socket) => {
    for (let n = 0; n < 5001; n++) socket.send(JSON.stringify({ type: 'tick', payload: n }))
  })
  const client = clientOf(port)
  const told: unknown[] = []
  client.on('tick', (value) => told.push(value))
  client.connect()

  await expect.poll(() => told.length, { timeout: 10_000 }).toBe(5001)
  expect(told).toEqual(Array.from({ length: 5001 }, (_, n) => n))
})

it('closes its stream with the code of the server', async () => {
  const { server, port } = await serve()
  server.on('connection', (socket) => {
    socket.send('one')
    socket.close(4002, 'over')
  })
  const client = clientOf(port, { reconnect: false })
  const { readable, closed } = client.streams()
  client.connect()
  const reader = readable.getReader()

  expect((await reader.read()).value).toBe('one')
  await expect(reader.read()).rejects.toMatchObject({ code: 'gave-up' })
  expect(await closed).toEqual({ code: 4002, reason: 'over', wasClean: true })
})

it('a process with an idle client may end', async () => {
  const { client, timers } = { client: clientOf(1), timers: process.getActiveResourcesInfo().length }
  client.on('a', () => {})

  expect(process.getActiveResourcesInfo()).toHaveLength(timers)
})
