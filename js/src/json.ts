import type { Data } from './engine-client.js'
import { ConnectionError } from './errors.js'

/** @throws ConnectionError `not-serializable` */
export function stringify(value: unknown): string {
  const text = attempt(value)
  if (text === undefined) throw new ConnectionError('not-serializable', `JSON has no place for ${typeof value}`)
  return text
}

function attempt(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch (cause) {
    throw new ConnectionError('not-serializable', 'The message is not something that JSON can hold', { cause })
  }
}

/** Texts and bytes as they are, anything else as JSON. @throws ConnectionError `not-serializable` */
export function encode(message: unknown): Data {
  if (typeof message === 'string') return message
  if (message instanceof ArrayBuffer) return new Uint8Array(message)
  if (ArrayBuffer.isView(message)) return new Uint8Array(message.buffer, message.byteOffset, message.byteLength)
  if (typeof Blob === 'function' && message instanceof Blob)
    throw new ConnectionError('not-serializable', 'A Blob is read first: send(await blob.arrayBuffer())')
  return stringify(message)
}

/** A text that isn't JSON is as it is. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
