// When memory runs out, and when wasm itself fails.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load, replaceImport } from './engine.mjs'
import { fakeSockets, turn } from './fake-socket.mjs'

/** An address below which nothing lives: where a null pointer would write. */
const lowest = 1024

async function opened(engine, options) {
  const WebSocket = fakeSockets()
  const client = engine.client(options, { WebSocket })
  client.call('want', 1, 0)
  client.call('connect')
  await client.dial('ws://host/')
  WebSocket.last.opens()
  return { client, socket: WebSocket.last }
}

test('a message for which there is no memory is told, and nothing is overwritten', async () => {
  const engine = await load({ amend: (imports) => replaceImport(imports, 'emscripten_resize_heap', () => 0) })
  const { client, socket } = await opened(engine)
  const { HEAPU8 } = engine.module
  const below = HEAPU8.slice(0, lowest)

  socket.says('x'.repeat(1_000_000))
  socket.says(new ArrayBuffer(1_040_000))
  assert.deepEqual(
    engine.unheld.map(({ client: id }) => id),
    [client.id, client.id],
  )
  assert.deepEqual(HEAPU8.slice(0, lowest), below)
  assert.equal(engine.trap, undefined)

  socket.says('still here')
  assert.equal((await client.next('deliver_text')).data, 'still here')
})

test('room for what goes out is refused, and so is a message that could not be kept', async () => {
  const engine = await load({ amend: (imports) => replaceImport(imports, 'emscripten_resize_heap', () => 0) })
  const client = engine.client({ outbox: { bytes: 2 ** 29 } })
  assert.equal(engine.module.outgoing(2_000_000), 0)
  client.call('connect')
  assert.equal(client.send('x'.repeat(600_000)), 5)
  assert.equal(client.send('small'), 1)
})

test('memory grows with the biggest message', async () => {
  const engine = await load()
  const { client, socket } = await opened(engine)
  const before = engine.module.HEAPU8.length
  socket.says('é'.repeat(2 ** 19))
  assert.equal((await client.next('deliver_text')).data.length, 2 ** 19)
  assert.ok(engine.module.HEAPU8.length > before)
})

test('when wasm fails, everything it held is let go of, and the stack is where it was', async () => {
  const engine = await load()
  const { client, socket } = await opened(engine)
  const other = await opened(engine, { heartbeat: { enabled: true, interval: 20, message: 'ping' } })
  const stack = engine.module.stackSave()

  engine.module.HEAPU32.fill(0xffffffff, client.native.$$.ptr / 4, client.native.$$.ptr / 4 + 200)
  socket.says('{"type":"a"}')
  assert.ok(engine.trap instanceof WebAssembly.RuntimeError, String(engine.trap))
  assert.equal(engine.module.stackSave(), stack)
  assert.deepEqual([socket.closes.length, other.socket.closes.length], [1, 1])

  await new Promise((resolve) => setTimeout(resolve, 60))
  assert.deepEqual(other.socket.sent, [])
})

test('an engine that was stopped from outside hears nothing any more', async () => {
  const engine = await load()
  const { client, socket } = await opened(engine)
  const { onmessage } = socket
  client.news.length = 0
  engine.module.hawser.stop()
  onmessage({ data: 'x' })
  await turn()
  assert.deepEqual(client.kinds(), [])
  assert.equal(socket.closes.length, 1)
})

test('what an import throws is a trap too', async () => {
  const engine = await load()
  const { socket } = await opened(engine)
  const { random } = Math
  const bug = new Error('bug')
  Math.random = () => {
    throw bug
  }
  socket.says('x')
  Math.random = random
  assert.equal(engine.trap, bug)
})
