import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkClose } from '../../js/src/close-code.js'
import { fromPrintable } from '../../js/src/printable.js'
import { byteLength } from '../../js/src/text.js'
import { printable } from '../../js/tools/printable.mjs'
import { codeOf } from './support/world.js'

it('bytes of any text are counted as an encoder makes them', () => {
  const encoder = new TextEncoder()
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => byteLength(text) === encoder.encode(text).length))
  for (const text of ['\ud800', '\udc00', '\ud800a', '\udc00\ud800', '🚢'])
    expect(byteLength(text)).toBe(encoder.encode(text).length)
})

it('any bytes survive as printable text, which no string or template escapes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = printable(bytes)
      expect(text).toMatch(/^[#-[\]-_a-~]*$/)
      expect(fromPrintable(text)).toEqual(bytes)
    }),
  )
  const every = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  expect(fromPrintable(printable(every))).toEqual(every)
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
