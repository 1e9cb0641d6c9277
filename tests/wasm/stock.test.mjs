// The same engine over Emscripten's own websocket glue: nothing in C++ needs ours.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { WebSocket, WebSocketServer } from 'ws'
import { load } from './engine.mjs'

test('a conversation over the stock glue', async () => {
  const engine = await load({ folder: 'build/wasm-stock' })
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  server.on('connection', (peer) => peer.on('message', (data, binary) => peer.send(binary ? data : String(data))))

  const client = engine.client({}, { WebSocket })
  client.call('want', 1, 0)
  const route = client.listen('a')
  await client.open(`ws://127.0.0.1:${server.address().port}/`)

  client.send('{"type":"a","payload":"é"}')
  client.send('{"type":"a","payload":2}')
  const first = await client.next('deliver')
  assert.deepEqual([first.fields[0], first.payload], [route, '"é"'])
  assert.equal((await client.next('deliver')).payload, '2')

  client.send(new Uint8Array([1, 2, 3]))
  assert.equal((await client.next('deliver_binary')).data.byteLength, 3)

  client.disconnect(4000, 'bye')
  const closed = await client.next('closed')
  assert.deepEqual([closed.fields[0], closed.text], [4000, 'bye'])
  client.delete()
  server.close()
})
