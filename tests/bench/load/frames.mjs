// WebSocket frames as a server sends them, all made before anything is measured.
const text = 0x81
const binary = 0x82
const chunk = 65_536

function header(opcode, length) {
  if (length < 126) return Buffer.from([opcode, length])
  const head = Buffer.alloc(length < 65_536 ? 4 : 10)
  head[0] = opcode
  head[1] = length < 65_536 ? 126 : 127
  if (length < 65_536) head.writeUInt16BE(length, 2)
  else head.writeBigUInt64BE(BigInt(length), 2)
  return head
}

export function frameOf(content) {
  const data = typeof content === 'string' ? Buffer.from(content) : content
  return Buffer.concat([header(typeof content === 'string' ? text : binary, data.length), data])
}

/** One buffer, where each frame in it ends, and where whole frames make a write of a fair size. */
export function pack(frames) {
  const ends = []
  const writes = []
  let end = 0
  for (const frame of frames) {
    end += frame.length
    ends.push(end)
    if (end - (writes.at(-1) ?? 0) >= chunk) writes.push(end)
  }
  if (writes.at(-1) !== end) writes.push(end)
  return { data: Buffer.concat(frames), ends, writes }
}
