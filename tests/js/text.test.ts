import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromBase64 } from '../../js/src/base64.js'
import { checkClose } from '../../js/src/close-code.js'
import { byteLength } from '../../js/src/text.js'
import { codeOf } from './support/world.js'

it('bytes of any text are counted as an encoder makes them', () => {
  const encoder = new TextEncoder()
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => byteLength(text) === encoder.encode(text).length))
  for (const text of ['\ud800', '\udc00', '\ud800a', '\udc00\ud800', '🚢'])
    expect(byteLength(text)).toBe(encoder.encode(text).length)
})

it('any bytes survive base64', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes)
    }),
  )
})

it('a close code is 1000 or 3000 to 4999, and nothing else', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1, max: 70_000 }), (code) => {
      const legal = code === 1000 || (code >= 3000 && code <= 4999)
      expect(codeOf(() => checkClose(code, ''))).toBe(legal ? undefined : 'bad-close')
    }),
  )
  expect(checkClose(undefined, '')).toBe(0)
  expect(checkClose(undefined, 'bye')).toBe(1000)
})

it('a reason has at most 123 bytes', () => {
  expect(codeOf(() => checkClose(1000, 'x'.repeat(123)))).toBeUndefined()
  expect(codeOf(() => checkClose(1000, 'x'.repeat(124)))).toBe('bad-close')
  expect(codeOf(() => checkClose(1000, '€'.repeat(41)))).toBeUndefined()
  expect(codeOf(() => checkClose(1000, '€'.repeat(42)))).toBe('bad-close')
})
