import { faultCodes } from './border.js'
import { ConnectionError, type ErrorCode, type ErrorFields } from './errors.js'

type FaultCode = (typeof faultCodes)[number]

const faults: Record<FaultCode, readonly [ErrorCode, string]> = {
  timeout: ['timeout', 'The server did not answer in time'],
  unresolved: ['connect-failed', 'The connection could not be prepared'],
  bad_message: ['bad-message', 'A message was refused'],
  too_large: ['message-too-large', 'A message was refused'],
  server: ['server', 'The server reports an error'],
  unanswered: ['unanswered', 'The heartbeat had no reply'],
  connect_failed: ['connect-failed', 'The server could not be reached, or refused the connection'],
}

export const faultOf = (number: number): FaultCode => faultCodes[number] ?? 'server'

/** What the engine reports, as the error that users see. @param why - more of it, where more is known */
export function faultError(fault: FaultCode, why: string, fields: ErrorFields): ConnectionError {
  const [code, message] = faults[fault]
  return new ConnectionError(code, because(message, why), fields)
}

/** @param why - `''`: nobody knows */
export const because = (message: string, why: string): string => (why ? `${message}: ${why}` : message)

/** Characters of somebody else's words in a message of ours. */
const most = 200

/** What an error says, ours or a server's, as far as it says it in words. */
export function wordsOf(error: unknown): string {
  const words = typeof error === 'string' ? error : (error as { message?: unknown } | null | undefined)?.message
  return typeof words === 'string' ? words.slice(0, most) : ''
}
