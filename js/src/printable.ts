/** Digits that are a byte, or one with the 88 or 176 that a prefix adds. */
const values = 88

/**
 * Bytes of the text that `printable` of the tools writes: a byte below 88 is one digit, any other has a prefix. So what
 * repeats in the bytes repeats in the text, which compresses as they do; base64 loses a third of that.
 */
export function fromPrintable(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length)
  let length = 0
  let added = 0
  for (let at = 0; at < text.length; at++) {
    const digit = digitOf(text.charCodeAt(at))
    if (digit >= values) added = (digit - values + 1) * values
    else {
      bytes[length++] = added + digit
      added = 0
    }
  }
  return bytes.slice(0, length)
}

// The printable characters from # on, but \ and `, which a string or a template would escape.
const digitOf = (code: number) => code - 35 - Number(code > 92) - Number(code > 96)
