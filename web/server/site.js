import sirv from 'sirv'

// Of the same origin, a socket is 'self' in today's browsers; older Safari wants to see it spelt out.
const policy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self' ws://127.0.0.1:* ws://localhost:*",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join('; ')

const headers = Object.entries({
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
})

/**
 * Serves the built site; unknown paths are pages that the site routes itself.
 * @param {string} folder
 * @returns {import('node:http').RequestListener}
 */
export function createSite(folder) {
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
