import sirv from 'sirv'

// Of the same origin, a socket is 'self' in today's browsers; older Safari wants to see it spelt out.
const ownSockets = ['ws://127.0.0.1:*', 'ws://localhost:*']

/** @param {readonly string[]} sockets */
const policy = (sockets) =>
  [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${sockets.join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
  ].join('; ')

/** What every answer says. @param {readonly string[]} sockets */
const headersFor = (sockets) =>
  Object.entries({
    'content-security-policy': policy(sockets),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  })

/**
 * Serves the built site; unknown paths are pages that the site routes itself.
 * @param {string} folder
 * @param {readonly string[]} [sockets] - origins that the page may dial; this machine's by default
 * @returns {import('node:http').RequestListener}
 */
export function createSite(folder, sockets = ownSockets) {
  const headers = headersFor(sockets)
  const files = sirv(folder, { etag: true, single: true, setHeaders: (response, path) => cache(response, path) })
  return (request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    files(request, response, () => void response.writeHead(404).end())
  }
}

// Names in assets/ carry a hash of the content.
/** @param {import('node:http').ServerResponse} response @param {string} path */
function cache(response, path) {
  const forever = path.startsWith('/assets/')
  response.setHeader('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache')
}
