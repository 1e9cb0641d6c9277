import type { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { closeFrame, frame, text, violations } from './support/frames.js'
import { serveRaw, upgraded } from './support/raw.js'
import { createStage } from './support/stage.js'

const stage = createStage()

/** What a client without reconnection sees of a server that says this after the upgrade. */
async function hears(bytes: Buffer, then: 'stays' | 'ends' | 'resets' = 'stays') {
  const server = await stage.keep(
    serveRaw((wire, key) => {
      wire.write(Buffer.concat([Buffer.from(upgraded(key)), bytes]))
      if (then === 'ends') wire.end()
      if (then === 'resets') setTimeout(() => (wire as Socket).resetAndDestroy(), 50)
    }),
  )
  const page = await stage.harness()
  return page.evaluate(async (url) => {
    const client = hawser.createClient(url, { reconnect: false })
    const lines = record(client)
    client.connect()
    await until(() => client.status === 'failed' || client.status === 'idle')
    return lines.filter(([event]) => event !== 'reconnect-failed')
  }, server.url)
}

const lost = ['close', { code: 1006, reason: '', wasClean: false }]

it.for(Object.entries(violations))('%s is a lost link, 1006, and no message', async ([, bytes]) => {
  const lines = await hears(bytes)

  expect(lines).toContainEqual(lost)
  expect(lines.map(([event]) => event)).not.toContain('message')
})

it.for([999, 5000, 65535])('a close with %d, outside what RFC 6455 allows, arrives as it is', async (code) => {
  const lines = await hears(closeFrame(code, 'odd'), 'ends')

  expect(lines).toEqual([
    ['open', false],
    ['close', { code, reason: 'odd', wasClean: true }],
  ])
})

it('an empty close frame is 1005', async () => {
  const lines = await hears(frame(0x88, ''), 'ends')

  expect(lines).toEqual([
    ['open', false],
    ['close', { code: 1005, reason: '', wasClean: true }],
  ])
})

it.for(['ends', 'resets'] as const)(
  'a wire that %s is one close with 1006, without an error before it',
  async (how) => {
    const lines = await hears(Buffer.alloc(0), how)

    expect(lines).toEqual([['open', false], lost])
  },
)

it('delivers what came before the violation', async () => {
  const lines = await hears(Buffer.concat([text('{"a":1}'), violations['a reserved bit'] ?? Buffer.alloc(0)]))

  expect(lines).toEqual([['open', false], ['message', { a: 1 }], lost])
})

const garbage: Record<string, string> = {
  'truncated JSON': '{"type":"x","payload":',
  'a bare word': 'hello',
  'an empty text': '',
  'a byte order mark': '\ufeff{}',
  'a NUL after the document': '{"a":1}\0{"b":2}',
  'an unpaired escape': '{"type":"\\ud800"}',
}

it.for(Object.entries(garbage))('%s reaches message or error, and the next message is delivered', async ([, odd]) => {
  const lines = await hears(Buffer.concat([text(odd), text('{"next":true}'), closeFrame(1000)]), 'ends')

  expect(lines.at(0)).toEqual(['open', false])
  expect(lines.at(-2)).toEqual(['message', { next: true }])
  expect(lines.at(-1)?.[0]).toBe('close')
  expect(lines.slice(1, -2).every(([event]) => event === 'message' || event === 'error')).toBe(true)
})

it('a NUL in a text is part of it, both ways', async () => {
  const lines = await hears(Buffer.concat([text('a\0b'), closeFrame(1000)]), 'ends')

  expect(lines[1]).toEqual(['message', 'a\0b'])
})

it('a nesting over the limit is refused, however deep, and harms nothing', async () => {
  const deep = '['.repeat(30_000)
  const long = Buffer.concat([Buffer.from([0x81, 126, deep.length >> 8, deep.length & 255]), Buffer.from(deep)])
  const lines = await hears(Buffer.concat([long, text('{"next":true}'), closeFrame(1000)]), 'ends')

  expect(lines.at(-2)).toEqual(['message', { next: true }])
})

it('names of lifecycle events and of prototypes arrive as messages', async () => {
  const names = ['open', 'close', 'error', '__proto__', 'constructor', 'toString']
  const frames = names.map((type) => text(JSON.stringify({ type, payload: 1 })))
  const lines = await hears(Buffer.concat([...frames, closeFrame(1000)]), 'ends')

  expect(lines.slice(1, -1)).toEqual(names.map((type) => ['message', { type, payload: 1 }]))
})
