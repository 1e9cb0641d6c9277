import { bad } from './check.js'
import { ConnectionError } from './errors.js'

declare const location: { href: string } | undefined

const sockets: Record<string, string> = { 'http:': 'ws:', 'https:': 'wss:', 'ws:': 'ws:', 'wss:': 'wss:' }
const nowhere = 'ws://relative.invalid'

/** The URL to dial: absolute, ws or wss, without the fragment that a `WebSocket` refuses. @throws ConnectionError `bad-option` */
export function socketUrl(
  given: string | URL,
  base = typeof location === 'object' ? location.href : undefined,
): string {
  // Else `undefined`, from a missing setting, would be dialled as a path of the page.
  if (typeof given !== 'string' && typeof (given as URL | null | undefined)?.href !== 'string')
    throw bad('The URL to connect to', 'a text or a URL', given)
  const url = parse(String(given), base)
  const protocol = sockets[url.protocol]
  if (!protocol)
    throw new ConnectionError('bad-option', `A URL to connect to starts with ws: or wss:, not ${url.protocol}`)
  url.protocol = protocol
  url.hash = ''
  return url.href
}

/** At once, for a URL that isn't made by a function; a relative one may meet its page later. */
export const checkUrl = (given: string | URL): void => void socketUrl(given, nowhere)

// The URL itself stays out of the message: it may carry a token.
function parse(given: string, base: string | undefined): URL {
  try {
    return new URL(given, base)
  } catch {
    throw new ConnectionError('bad-option', 'The URL to connect to is not one')
  }
}

/** A URL as logs may show it: without credentials, query and hash. */
export function shown(url: string): string {
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}
