import type { Binary } from './types.js'

/** Bytes of a text in UTF-8; a lone surrogate counts as the U+FFFD that is sent for it. */
export function byteLength(text: string): number {
  let bytes = text.length
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) continue
    bytes += unit < 0x800 ? 1 : 2
    if (isHigh(unit) && isLow(text.charCodeAt(at + 1))) at++
  }
  return bytes
}

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000

export const sizeOf = (data: string | Binary | Uint8Array): number => {
  if (typeof data === 'string') return byteLength(data)
  return 'size' in data ? data.size : data.byteLength
}

/** What is wrong with a message that is over a limit. The bytes of a huge text aren't counted: it has no more characters. */
export function tooLong(data: string | Binary | Uint8Array | null, name: string, limit: number): string {
  if (data === null) return `it has more bytes than ${name}, ${limit}`
  const bytes = typeof data === 'string' && data.length > limit ? `at least ${data.length}` : sizeOf(data)
  return `it has ${bytes} bytes, and ${name} is ${limit}`
}
