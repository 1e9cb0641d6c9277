// As much of protobuf as the load needs: a writer, and a reader of fields by their numbers.
export function varint(value) {
  const bytes = []
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128)
  return Buffer.from([...bytes, value])
}

export const number = (field, value) => (value ? Buffer.concat([varint(field * 8), varint(value)]) : Buffer.alloc(0))
export function bytes(field, value) {
  const data = Buffer.from(value)
  return Buffer.concat([varint(field * 8 + 2), varint(data.length), data])
}
export const message = (...fields) => Buffer.concat(fields)
export const delimited = (data) => Buffer.concat([varint(data.length), data])

function readVarint(data, at) {
  let value = 0
  for (let factor = 1; ; factor *= 128) {
    const byte = data[at++]
    value += (byte & 127) * factor
    if (byte < 128) return { value, at }
  }
}

/** The fields of a message, the last of each number: numbers and bytes. */
export function read(data) {
  const fields = new Map()
  for (let at = 0; at < data.length; ) {
    const tag = readVarint(data, at)
    const value = readVarint(data, tag.at)
    const isBytes = tag.value % 8 === 2
    at = isBytes ? value.at + value.value : value.at
    fields.set(Math.floor(tag.value / 8), isBytes ? data.subarray(value.at, at) : value.value)
  }
  return fields
}

export function split(data) {
  const messages = []
  for (let at = 0; at < data.length; ) {
    const length = readVarint(data, at)
    at = length.at + length.value
    messages.push(data.subarray(length.at, at))
  }
  return messages
}
