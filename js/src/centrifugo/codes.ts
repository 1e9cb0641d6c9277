import { type Phase, phases } from '../border.js'
import type { News } from '../engine.js'
import { ConnectionError, type ErrorCode } from '../errors.js'
import { because } from '../faults.js'
import type { UnsubscribedContext } from './client-types.js'
import { unauthorizedCode } from './unauthorized.js'

/** Centrifugo's numbers for what went wrong here; from 100 on they are the server's. */
export const clientCode = {
  timeout: 1,
  transportClosed: 2,
  disconnected: 3,
  connectToken: 5,
  unsubscribed: 7,
  connectionClosed: 11,
  connectData: 12,
} as const

const firstOfServer = 100
/** Of the numbers with which the server ends a subscription. */
const firstEnd = 2000

const codes: Partial<Record<number, ErrorCode>> = {
  1: 'timeout',
  2: 'closed',
  3: 'disconnected',
  4: 'closed',
  5: 'connect-failed',
  6: 'provider-failed',
  7: 'unsubscribed',
  8: 'provider-failed',
  9: 'provider-failed',
  10: 'closed',
  11: 'closed',
  12: 'provider-failed',
}

const words: Record<Phase, string> = {
  connect: 'The broker refused the connection',
  subscribe: 'The broker refused the subscription',
  refresh: 'The broker refused the new token',
  sub_refresh: 'The broker refused the new token of the subscription',
  token: 'There is no token',
  data: 'There is no data',
}

/** @param why - what the server says */
export const serverError = (code: number, why: string, temporary: boolean): ConnectionError =>
  new ConnectionError('server', because('The broker refused', why), {
    protocolCode: code,
    temporary,
    details: { code, message: why, temporary },
  })

/** A subscription that ended with an error of the server's; undefined: with something else. */
export function refusedChannel(channel: string, { code, reason }: UnsubscribedContext): ConnectionError | undefined {
  if (code < firstOfServer || code >= firstEnd) return undefined
  return new ConnectionError('server', because(words.subscribe, reason), {
    channel,
    protocolCode: code,
    details: { code, message: reason, temporary: false },
  })
}

/** A record that tells of a refusal, as the error that users see. */
export function refusalError({ a, b, c: protocolCode, d: temporary, text }: News, channel?: string, cause?: unknown) {
  const phase = phases[b] ?? 'connect'
  return new ConnectionError(codeOf(phase, protocolCode, a === 0), because(words[phase], text), {
    protocolCode,
    temporary: temporary !== 0,
    ...(channel !== undefined && { channel }),
    ...(cause !== undefined && { cause }),
    ...(protocolCode >= firstOfServer && {
      details: { code: protocolCode, message: text, temporary: temporary !== 0 },
    }),
  })
}

function codeOf(phase: Phase, code: number, connection: boolean): ErrorCode {
  if (code >= firstOfServer) return 'server'
  const provides = phase === 'token' || phase === 'data'
  if (provides && code === unauthorizedCode) return 'unauthorized'
  if (provides && code === 12 && connection) return 'connect-failed'
  return codes[code] ?? 'server'
}
