// The law of the scan, against the judge itself: what wasm makes of a text is what JSON.parse makes of it.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { documents } from './documents.mjs'
import { load } from './engine.mjs'
import { fakeSockets } from './fake-socket.mjs'

let client
let socket
let routes

before(async () => {
  const engine = await load()
  const WebSocket = fakeSockets()
  client = engine.client({}, { WebSocket })
  client.call('want', 1, 0)
  routes = new Map(['a', 'é', '__proto__', '\ud83d\ude00'].map((type) => [type, client.listen(type)]))
  client.call('connect')
  await client.dial('ws://host/')
  socket = WebSocket.last.opens()
})

/** What the engine tells of a text: the same words as `expected`. */
function told(text) {
  client.news.length = 0
  socket.says(text)
  assert.equal(client.news.length, 1, JSON.stringify(text))
  const [{ kind, fields, payload }] = client.news
  if (kind !== 'deliver') return [kind]
  return [kind, fields[0], JSON.stringify(JSON.parse(payload))]
}

function expected(text) {
  let value
  try {
    value = JSON.parse(text)
  } catch {
    return ['deliver_text']
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const own = (name) => (isObject && Object.hasOwn(value, name) ? value[name] : undefined)
  const error = own('error')
  if (error !== undefined && error !== null && error !== false) return ['fault']
  const payload = own('payload')
  return ['deliver', routes.get(own('type')) ?? 0, JSON.stringify(payload === undefined ? value : payload)]
}

function agree(text) {
  assert.deepEqual(told(text), expected(text), JSON.stringify(text))
}

test('on texts that are made to trip', () => {
  const texts = [
    ...[
      '{}',
      '[]',
      'null',
      'true',
      '"a"',
      '-0',
      '1e400',
      '1E-400',
      '01',
      '+1',
      '.5',
      '1.',
      '0x1',
      'NaN',
      '',
      ' ',
      '\0',
    ],
    ...['{"type":"a"}', '{"type":"a","type":"é"}', '{"type":"a","\\u0074ype":"\\u00e9"}', '{"type":"a","type":1}'],
    ...['{"type":"__proto__","payload":{"__proto__":1}}', '{"__proto__":{"type":"a"}}', '{"type":"\\ud83d\\ude00"}'],
    ...[
      '{"type":"\\ud83d"}',
      '{"type":"\\ude00\\ud83d"}',
      '{"type":"a\\u0000"}',
      '{"type":"a\0"}',
      '\ufeff{}',
      '{}\ufeff',
    ],
    ...['{"payload":1,"payload":[2]}', '{"error":null,"type":"a"}', '{"error":0}', '{"error":"x","error":false}'],
    ...['{"type":"a",}', '{"type" "a"}', '{,}', '[1,]', '[,]', '{"a":1}}', '[1}', '{"a"]', "{'a':1}", '{a:1}', '"\t"'],
    ...[
      '\u00a0{}',
      '\u2028{}',
      '{}\v',
      '{"a":"\u2028"}',
      '"\u007f"',
      '"\\x41"',
      '"\\u12g4"',
      '/**/1',
      '[1]//',
      'undefined',
    ],
  ]
  for (const text of texts) agree(text)
})

test('on every cut and every changed character of a message', () => {
  const message = ' {"type":"\\u0061","payload":{"é":[1,-2.5e+3,"\\"\\\\",true,null,{}]},"id":7,"error":false} '
  for (let at = 0; at <= message.length; at++) {
    agree(message.slice(0, at))
    for (const by of ['"', '\\', '{', '}', '[', ']', ',', ':', ' ', '0', 'e', '-', 'u', '\0', '\u007f', 'é', ''])
      agree(message.slice(0, at) + by + message.slice(at + 1))
  }
})

test('on random pieces', () => {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"type"',
    '"payload"',
    '"a"',
    '"\\u0061"',
    '"é"',
    '1',
    '-1e5',
    'null',
    ' ',
    '\\',
  ]
  let seed = 1
  const random = (below) => (seed = (seed * 48_271) % 2_147_483_647) % below
  for (let made = 0; made < 20_000; made++) {
    const middle = Array.from({ length: random(10) }, () => pieces[random(pieces.length)]).join('')
    agree(made % 2 ? `{"type":${middle}}` : middle)
  }
})

test('on a million documents that are made up', () => {
  const next = documents(20_261_125)
  const kinds = new Map()
  for (let made = 0; made < 1_000_000; made++) {
    const text = next()
    agree(text)
    const kind = expected(text)[0]
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  for (const kind of ['deliver', 'deliver_text', 'fault'])
    assert.ok(kinds.get(kind) > 20_000, `${kind}: ${kinds.get(kind)}`)
})

test('and a text that is too deep is refused before it is parsed', () => {
  for (const [depth, kind] of [
    [64, 'deliver'],
    [65, 'fault'],
    [100_000, 'fault'],
  ])
    assert.equal(told('['.repeat(depth) + ']'.repeat(depth))[0], kind)
})
