// A load is described by a few words and made whole before it is sent: its frames, and what must arrive of it.
import { createDelta } from 'fossil-delta'
import { addUp, digest } from './digest.mjs'
import { frameOf, pack } from './frames.mjs'
import { bytes, document, quote } from './messages.mjs'
import { wires } from './wires.mjs'

const made = new Map()

/** `{ wire, count, size, batch, types, keys, delta, from }`; the last type is listened to. */
export function loadOf(words) {
  const name = JSON.stringify(words)
  if (!made.has(name)) made.set(name, make(words))
  return made.get(name)
}

function make(words) {
  const { wire, count, batch = 1, types = 1, from = 0 } = words
  const { write, join = ([one]) => one } = wires[wire]
  const messages = Array.from({ length: count }, (_, n) => contentOf(n + from, words))
  const wraps = types > 1 && wire !== 'plain' && wire !== 'socket.io'
  const versions = words.delta ? deltasOf(messages, wire) : messages.map((data) => ({ data }))
  const written = versions.map(({ data, delta }, n) => {
    const type = types > 1 ? `t${n % types}` : 'quote'
    return write({ type, data: wraps ? { type, payload: data } : data, delta })
  })
  const frames = []
  for (let at = 0; at < count; at += batch) frames.push(frameOf(join(written.slice(at, at + batch))))
  return { ...pack(frames), batch, expected: expectedOf(messages, words) }
}

function contentOf(n, { wire, delta, ...words }) {
  if (wire !== 'protobuf') return delta ? document(n, delta) : quote(n, words)
  return delta ? bytes(n, words, Buffer.from(JSON.stringify(document(n, delta)))) : bytes(n, words)
}

/** The first version whole, then what changes. In JSON both are strings. */
function deltasOf(contents, wire) {
  const texts = contents.map((content) => (wire === 'json' ? Buffer.from(JSON.stringify(content)) : content))
  const written = (data) => (wire === 'json' ? Buffer.from(data).toString() : data)
  return texts.map((text, n) =>
    n ? { data: written(createDelta(texts[n - 1], text)), delta: true } : { data: written(text) },
  )
}

/** The last thousand, as a list shows them. */
const tailOf = (messages) => Object.fromEntries(messages.slice(-1000).map(({ n, bid }) => [n, bid]))

function expectedOf(messages, { wire, types = 1 }) {
  const heard = messages.filter((_, n) => n % types === types - 1)
  const last = {}
  let sum = 0
  let deep = 0
  for (const content of heard) {
    const isBytes = wire === 'protobuf'
    const n = isBytes ? content.readUInt32LE(0) : content.n
    const bid = isBytes ? content.readDoubleLE(4) : content.bid
    sum = addUp(sum, n, bid)
    deep = digest(deep, isBytes ? content.toString('latin1') : JSON.stringify(content))
    if (!isBytes) last[content.key] = bid
  }
  const ofType = messages.slice(-types).map(({ n, bid }) => [`t${n % types}`, bid])
  return { count: heard.length, sum, deep, last, ofType: Object.fromEntries(ofType), tail: tailOf(messages) }
}
