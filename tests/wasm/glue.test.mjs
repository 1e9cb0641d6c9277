// What our glue makes of sockets that misbehave: every row here is a hazard of Emscripten's own glue or of a browser.
import assert from 'node:assert/strict'
import { afterEach, before, test } from 'node:test'
import { load } from './engine.mjs'
import { fakeSockets, turn } from './fake-socket.mjs'

const url = 'ws://host/?token=secret'
const fault = { unresolved: 1, bad_message: 2, too_large: 3, connect_failed: 6 }

let engine
let client
before(async () => (engine = await load()))
afterEach(() => client?.delete())

/** A client whose socket is the test's. */
async function dial(options, how, dialing) {
  const WebSocket = fakeSockets(how)
  client = engine.client(options, { WebSocket, ...dialing })
  client.call('want', 1, 0)
  client.call('connect')
  await client.dial(url)
  return WebSocket
}

async function open(...more) {
  const { last } = await dial(...more)
  last.opens()
  await client.next('connected')
  return last
}

test('a constructor that throws is a failed attempt, told with its message, without the URL and the protocols that it quotes', async () => {
  const refuses = new SyntaxError(`The URL '${url}' is invalid.`)
  await dial({ reconnect: { attempts: 0 } }, { refuses })
  const news = await client.next('fault')
  assert.deepEqual([news.fields[0], news.text], [fault.unresolved, "SyntaxError: The URL '…' is invalid."])
  await client.next('gave_up')
})

test('a constructor may throw anything', async () => {
  for (const refuses of ['text', { name: 'é'.repeat(500) }]) {
    await dial({ reconnect: { attempts: 0 } }, { refuses })
    await client.next('gave_up')
  }
})

test('an error without a close becomes a close', async () => {
  const { last } = await dial()
  last.fails()
  const news = await client.next('fault')
  assert.equal(news.fields[0], fault.connect_failed)
})

test('an error with a close is one close', async () => {
  const socket = await open()
  socket.fails()
  socket.drops(1006)
  await turn()
  assert.equal(client.kinds().filter((kind) => kind === 'closed').length, 1)
})

test('an error of a socket that is not closed yet closes nothing', async () => {
  const socket = await open()
  socket.onerror({})
  await turn()
  assert.deepEqual(client.kinds(), [])
})

test('a send that throws loses the link', async () => {
  const socket = await open({}, { throwsOnSend: true })
  assert.equal(client.send('x'), 0)
  const news = await client.next('closed')
  assert.deepEqual([news.fields[0], news.fields[1]], [1006, 0])
  assert.equal(socket.closes.length, 1)
})

test('a close that throws is tried without its reason', async () => {
  const socket = await open({}, { throwsOnReason: true })
  client.disconnect(3000, 'reason')
  assert.deepEqual(socket.closes, [[]])
})

test('any code and any reason of the server arrive', async () => {
  for (const [code, reason, clean] of [
    [999, 'é'.repeat(40), true],
    [5000, '', true],
    [65_535, 'x'.repeat(123), false],
    [0, '', false],
  ]) {
    const socket = await open()
    socket.drops(code, reason, clean)
    const news = await client.next('closed')
    assert.deepEqual([news.fields[0], news.fields[1], news.text], [code, Number(clean), reason])
  }
})

test('a reason that is too long is cut, and stays where it belongs', async () => {
  const socket = await open()
  socket.drops(1000, 'é'.repeat(100_000), true)
  const { text } = await client.next('closed')
  assert.match(text, /^é{200,255}$/)
})

test('events that come while wasm runs are put off, in order', async () => {
  const socket = await open()
  socket.send = (data) => {
    socket.says(`1${data}`)
    socket.says(`2${data}`)
    socket.drops(1001)
  }
  client.send('x')
  assert.deepEqual(client.kinds(), [])
  await turn()
  assert.deepEqual(client.kinds(), ['deliver_text', 'deliver_text', 'changed', 'closed', 'retrying'])
  assert.deepEqual(
    client.news.slice(0, 2).map((it) => it.data),
    ['1x', '2x'],
  )
})

test('an event that waited for its turn is dropped with its socket', async () => {
  const socket = await open()
  socket.send = () => socket.says('late')
  client.send('x')
  client.delete()
  await turn()
  assert.deepEqual(client.kinds(), [])
})

test('a deleted client leaves no handler behind, and its socket closes', async () => {
  const socket = await open()
  client.delete()
  assert.deepEqual([socket.onopen, socket.onmessage, socket.onclose], [null, null, null])
  assert.doesNotThrow(() => socket.onerror({}))
  assert.equal(socket.closes.length, 1)
})

test('an abandoned link is told nothing any more', async () => {
  const first = await open()
  const { onmessage, onclose } = first
  client.call('reconnect')
  await client.next('closed')
  await client.next('resolve')
  onmessage({ data: '{"type":"a"}' })
  onclose({ code: 1000, reason: '', wasClean: true })
  assert.deepEqual(client.kinds(), [])
})

test('what is sent is the original where there is one, and a copy of its own where not', async () => {
  const socket = await open()
  const text = 'é\0\ud83d\ude00'
  client.send(text)
  assert.equal(socket.sent.at(-1), text)

  const bytes = new Uint8Array([1, 2, 3])
  client.send(bytes)
  client.send(new Uint8Array([9, 9, 9]))
  assert.deepEqual(socket.sent[1], bytes)
})

test('a message over the limit is refused before it is copied', async () => {
  const socket = await open({}, {}, { maxMessageBytes: 10 })
  for (const data of ['x'.repeat(11), 'é'.repeat(6), new ArrayBuffer(11), new Blob(['x'.repeat(11)])]) {
    socket.says(data)
    assert.equal((await client.next('fault')).fields[0], fault.too_large)
  }
  socket.says('é'.repeat(5))
  assert.equal((await client.next('deliver_text')).data, 'ééééé')
})

test('binary comes as buffer, as view or as blob', async () => {
  const socket = await open()
  socket.says(new Uint8Array([1, 2, 3, 4]).subarray(1, 3))
  assert.deepEqual((await client.next('deliver_binary')).data, new Uint8Array([2, 3]).buffer)
  const blob = new Blob(['abc'])
  socket.says(blob)
  assert.equal((await client.next('deliver_binary')).data, blob)
})

test('the glue asks for the binary type that was chosen', async () => {
  assert.equal((await open({}, {}, { binaryType: 'blob' })).binaryType, 'blob')
})

test('what is buffered is known, beyond 4 GiB too', async () => {
  const socket = await open()
  socket.bufferedAmount = 2 ** 33 + 5
  assert.equal(engine.module.hawser.bufferedAmount(client.id), 2 ** 33 + 5)
  assert.equal(engine.module.HEAPF64[client.call('stats') / 8 + 16], 2 ** 33 + 5)
})

test('options that are no JSON make no client', () => {
  const [at, length] = engine.put('{"maxDepth":')
  const native = new engine.module.Client(at, length)
  assert.equal(native.valid(), false)
  native.delete()
})
