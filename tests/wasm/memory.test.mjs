// Links come and go; what they needed goes with them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { load } from './engine.mjs'
import { fakeSockets } from './fake-socket.mjs'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')

const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

test('10,000 links leave no socket behind, and the memory as big as it was', async () => {
  const engine = await load()
  let collected = 0
  const graves = new FinalizationRegistry(() => collected++)
  const rounds = 10_000

  const round = async () => {
    const WebSocket = fakeSockets()
    const client = engine.client({}, { WebSocket })
    client.call('connect')
    await client.dial('ws://host/')
    graves.register(WebSocket.last, 0)
    WebSocket.last.opens().says('{"type":"a","payload":1}')
    client.disconnect(1000, 'done')
    WebSocket.last.drops(1000, 'done', true)
    await client.next('closed')
    client.delete()
  }
  for (let made = 0; made < 100; made++) await round()
  const { length } = engine.module.HEAPU8
  for (let made = 100; made < rounds; made++) await round()
  assert.equal(engine.module.HEAPU8.length, length)

  for (let tries = 0; tries < 10 && collected < rounds; tries++) {
    await settled()
    collect()
  }
  assert.ok(collected >= rounds - 1, `${rounds - collected} sockets are still held`)
})

test('10,000 links of one client are as light', async () => {
  const engine = await load()
  const WebSocket = fakeSockets()
  const client = engine.client({}, { WebSocket })
  const round = async () => {
    client.call('connect')
    await client.dial('ws://host/')
    WebSocket.made.pop().opens().drops(1006)
    client.call('disconnect', 0, 0, 0)
    client.news.length = 0
  }
  for (let made = 0; made < 100; made++) await round()
  const { length } = engine.module.HEAPU8
  for (let made = 0; made < 10_000; made++) await round()
  assert.equal(engine.module.HEAPU8.length, length)
})

test('an idle client needs less than 4 KiB', async () => {
  const engine = await load()
  const free = () => engine.module.outgoing(1) && engine.module.HEAPU8.length
  const before = free()
  const clients = Array.from({ length: 1000 }, () => engine.client())
  assert.ok(free() - before < 1000 * 4096, `${free() - before} bytes for 1000 clients`)
  for (const client of clients) client.delete()
})
