import { Bucket } from './bucket.js'
import { originCheck } from './origin.js'

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:stream').Duplex} Duplex */

const reasons = new Map([
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [429, 'Too Many Requests'],
  [503, 'Service Unavailable'],
])
// Milliseconds in which a client should have lost its patience.
const stalling = 60_000
const named = /^[A-Za-z0-9-]{8,64}$/

/** What the page calls itself in the query, or a name made up. @param {URL} url */
function idOf(url) {
  const id = url.searchParams.get('client') ?? ''
  return named.test(id) ? id : crypto.randomUUID()
}

/** @param {Duplex} wire @param {number} status */
function turnAway(wire, status) {
  wire.end(`HTTP/1.1 ${status} ${reasons.get(status)}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/**
 * Decides who comes in: the path, the origin, the number of attempts, and what the lab ordered.
 * @param {{ path: string, origins: readonly string[] | undefined, refusals: import('./refusals.js').Refusals }} options
 * @returns {(request: Request, wire: Duplex) => string | undefined} the id of who may enter
 */
export function createDoor({ path, origins, refusals }) {
  const isWelcome = originCheck(origins)
  const bucket = new Bucket({ burst: 100, perSecond: 50 })

  return (request, wire) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const status = url.pathname !== path ? 404 : !isWelcome(request.headers.origin) ? 403 : !bucket.take() ? 429 : 0
    if (status) return void turnAway(wire, status)
    const id = idOf(url)
    const refusal = refusals.take(id)
    if (refusal === 'refuse') turnAway(wire, 503)
    if (refusal === 'stall') setTimeout(() => wire.destroy(), stalling).unref()
    return refusal ? undefined : id
  }
}
