import { ConnectionError } from './errors.js'
import { byteLength } from './text.js'

const allowed = (code: number) => Number.isInteger(code) && (code === 1000 || (code >= 3000 && code <= 4999))

/** What a browser would throw at, told before it does. @returns the code to send; 0: none */
export function checkClose(code: number | undefined, reason: string): number {
  if (code !== undefined && !allowed(code))
    throw new ConnectionError('bad-close', `A close code is 1000 or 3000–4999, not ${code}`)
  if (byteLength(reason) > 123)
    throw new ConnectionError('bad-close', 'The reason of a close has at most 123 bytes of UTF-8')
  return code ?? (reason ? 1000 : 0)
}
