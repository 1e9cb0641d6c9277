// The raw module against a real server.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { after, before, beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { WebSocket, WebSocketServer } from 'ws'
import { load } from './engine.mjs'

const limit = 1_048_576
const fault = { too_large: 3, connect_failed: 6 }

let engine
let server
let address

before(async () => {
  engine = await load()
  server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'two' })
  await once(server, 'listening')
  address = `ws://127.0.0.1:${server.address().port}/`
})
beforeEach(() => server.removeAllListeners('connection'))
after(() => server.close())

/** An open client, and the server's end of it. */
async function pair(options, more) {
  const client = engine.client(options, { WebSocket })
  client.call('want', 1, 0)
  const connected = once(server, 'connection')
  const opened = client.open(address, more)
  const [peer, request] = await connected
  const first = once(peer, 'message')
  await opened
  return { client, peer, request, first }
}

async function end({ client }) {
  client.disconnect(1000)
  await client.next('closed')
  client.delete()
}

test('opens, says hello first, and closes as asked', async () => {
  const it = await pair({}, { protocols: 'one,two', hello: '{"token":"…"}' })
  const [hello] = await it.first
  assert.equal(String(hello), '{"token":"…"}')
  assert.equal(it.request.headers['sec-websocket-protocol'], 'one,two')
  assert.equal(engine.module.hawser.protocol(it.client.id), 'two')

  const closed = once(it.peer, 'close')
  it.client.disconnect(4001, 'bye “you”')
  const [code, reason] = await closed
  assert.deepEqual([code, String(reason)], [4001, 'bye “you”'])
  const news = await it.client.next('closed')
  assert.deepEqual([news.fields[0], news.fields[1], news.text], [4001, 1, 'bye “you”'])
  it.client.delete()
})

test('a message reaches the route that is listened to, as a slice of the original', async () => {
  const it = await pair()
  const route = it.client.listen('café')
  it.peer.send('{"type":"caf\\u00e9","payload":{"text":"é😀"}}')
  const news = await it.client.next('deliver')
  assert.equal(news.fields[0], route)
  assert.equal(news.ascii, false)
  assert.equal(news.payload, '{"text":"é😀"}')

  it.peer.send('{"type":"café","payload":[1,2]}')
  assert.equal((await it.client.next('deliver')).payload, '[1,2]')
  await end(it)
})

test('texts and bytes go both ways whole, NULs and all', async () => {
  const it = await pair()
  it.peer.on('message', (data, binary) => it.peer.send(binary ? data : String(data)))
  for (const text of ['a\0b\0', '\0', 'é\0😀', '\ufeffx', '']) {
    assert.equal(it.client.send(text), 0)
    assert.equal((await it.client.next('deliver_text')).data, text)
  }
  const bytes = Uint8Array.from({ length: 300 }, (_, at) => at)
  assert.equal(it.client.send(bytes), 0)
  assert.deepEqual(new Uint8Array((await it.client.next('deliver_binary')).data), bytes)
  await end(it)
})

test('a message queued before the link is sent from the copy in wasm', async () => {
  const client = engine.client({}, { WebSocket })
  const connected = once(server, 'connection')
  client.call('connect')
  assert.equal(client.send('kept \0 é', { ticket: 5 }), 1)
  client.engine.put('overwritten')
  await client.dial(address)
  const [peer] = await connected
  const [data, binary] = await once(peer, 'message')
  assert.deepEqual([String(data), binary], ['kept \0 é', false])
  assert.deepEqual((await client.next('left')).fields[0], 5)
  await end({ client })
})

test('a message may be as big as the limit, and not a byte bigger', async () => {
  const it = await pair()
  const texts = ['x'.repeat(limit), 'é'.repeat(limit / 2)]
  for (const text of texts) {
    it.peer.send(text)
    assert.equal((await it.client.next('deliver_text')).data, text)
    it.peer.send(`${text}x`)
    assert.equal((await it.client.next('fault')).fields[0], fault.too_large)
  }
  it.peer.send(new Uint8Array(limit))
  assert.equal((await it.client.next('deliver_binary')).data.byteLength, limit)
  it.peer.send(new Uint8Array(limit + 1))
  assert.equal((await it.client.next('fault')).fields[0], fault.too_large)
  await end(it)
})

test('what the server says as it closes arrives, whatever the code', async () => {
  for (const [code, reason, clean] of [
    [1012, 'restart', 1],
    [4999, 'é'.repeat(61), 1],
    [1005, '', 1],
    [1006, '', 0],
  ]) {
    const it = await pair()
    if (code === 1006) it.peer.terminate()
    else if (code === 1005) it.peer.close()
    else it.peer.close(code, reason)
    const news = await it.client.next('closed')
    assert.deepEqual([news.fields[0], news.fields[1], news.text], [code, clean, reason])
    assert.equal((await it.client.next('retrying')).fields[0], 1)
    it.client.delete()
  }
})

test('a server that is not there is a failed attempt', async () => {
  const gone = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(gone, 'listening')
  const { port } = gone.address()
  gone.close()
  await once(gone, 'close')

  const client = engine.client({ reconnect: { attempts: 0 } }, { WebSocket })
  client.call('connect')
  await client.dial(`ws://127.0.0.1:${port}/`)
  assert.equal((await client.next('fault')).fields[0], fault.connect_failed)
  await client.next('gave_up')
  client.delete()
})

test('runs where code may not be made from strings', async () => {
  const flag = '--disallow-code-generation-from-strings'
  if (process.execArgv.includes(flag)) return
  const { NODE_TEST_CONTEXT: _, ...env } = process.env // or it would report to this runner
  await promisify(execFile)(process.execPath, [flag, fileURLToPath(import.meta.url)], { env })
})
