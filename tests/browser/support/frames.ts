const bytes = (...values: number[]) => Buffer.from(values)

/** An unmasked frame with a short payload: what a server sends. */
export const frame = (first: number, payload: Buffer | string) => {
  const body = Buffer.from(payload)
  return Buffer.concat([bytes(first, body.length), body])
}

export const text = (payload: string) => frame(0x81, payload)

export const closeFrame = (code: number, reason: Buffer | string = '') =>
  frame(0x88, Buffer.concat([bytes(code >> 8, code & 255), Buffer.from(reason)]))

/** Everything that RFC 6455 forbids a server and that a browser must answer by failing the connection. */
export const violations: Record<string, Buffer> = {
  'text that is not UTF-8': frame(0x81, bytes(0xff, 0xfe)),
  'a reserved bit': frame(0xc1, 'x'),
  'the reserved opcode 3': frame(0x83, 'x'),
  'the reserved opcode B': frame(0x8b, 'x'),
  'a masked frame': bytes(0x81, 0x81, 1, 2, 3, 4, 5),
  'a ping of 126 bytes': Buffer.concat([bytes(0x89, 126, 0, 126), Buffer.alloc(126)]),
  'a fragmented ping': frame(0x09, 'x'),
  'an orphaned continuation': frame(0x80, 'x'),
  'an interleaved text': Buffer.concat([frame(0x01, 'x'), frame(0x81, 'y')]),
  'a close frame of one byte': frame(0x88, bytes(3)),
  'a close frame with 1005': closeFrame(1005),
  'a close reason that is not UTF-8': closeFrame(1000, bytes(0xff)),
  'a length with the top bit': bytes(0x82, 127, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
  'a length that is longer than needed': bytes(0x82, 126, 0, 1, 1),
}
