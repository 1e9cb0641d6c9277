// The one timer of a client.
import assert from 'node:assert/strict'
import { afterEach, before, mock, test } from 'node:test'
import { load } from './engine.mjs'
import { fakeSockets, turn } from './fake-socket.mjs'

let engine
before(async () => (engine = await load()))
afterEach(() => {
  mock.restoreAll()
  delete globalThis.document
})

const heartbeat = { enabled: true, interval: 30, timeout: 1000, hidden: 30, message: 'ping', replyText: 'pong' }

async function opened(options) {
  const WebSocket = fakeSockets()
  const client = engine.client(options, { WebSocket })
  client.call('connect')
  await client.dial('ws://host/')
  WebSocket.last.opens()
  return { client, socket: WebSocket.last }
}

test('a message that moves the deadline back winds no timer anew', async () => {
  const { client, socket } = await opened({ heartbeat: { ...heartbeat, interval: 1000 } })
  const timers = mock.method(globalThis, 'setTimeout')
  for (let told = 0; told < 100; told++) socket.says('x')
  assert.equal(timers.mock.callCount(), 0)
  client.delete()
})

test('it rings when the silence has lasted', async () => {
  const { client, socket } = await opened({ heartbeat })
  await new Promise((resolve) => setTimeout(resolve, 60))
  assert.deepEqual(socket.sent, ['ping'])
  client.delete()
})

test('it is gone with its client', async () => {
  const { client, socket } = await opened({ heartbeat })
  client.delete()
  await new Promise((resolve) => setTimeout(resolve, 60))
  assert.deepEqual(socket.sent, [])
})

test('in a hidden page it is set from a message, which no throttling of chains holds back', async () => {
  globalThis.document = { hidden: true }
  const timers = mock.method(globalThis, 'setTimeout')
  const hops = mock.method(MessagePort.prototype, 'postMessage')
  const { client, socket } = await opened({ heartbeat })
  assert.equal(timers.mock.callCount(), 0)
  assert.ok(hops.mock.callCount() > 0)
  mock.restoreAll()
  await new Promise((resolve) => setTimeout(resolve, 80))
  assert.deepEqual(socket.sent, ['ping'])
  client.delete()
})

test('a timer that was stopped before its hop never starts', async () => {
  globalThis.document = { hidden: true }
  const { client, socket } = await opened({ heartbeat })
  client.delete()
  const timers = mock.method(globalThis, 'setTimeout')
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
  assert.equal(timers.mock.callCount(), 0)
  mock.restoreAll()
  await turn()
  assert.deepEqual(socket.sent, [])
})
