import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { bundled } from './bundle.js'

const html = (script: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${script}</title><link rel="icon" href="data:,">` +
  `<div id="root"></div><script type="module" src="/${script}.js"></script></html>`

/** Pages by the name of their script, under the policies that are named in the query: `/harness?csp=…`. */
export async function serveSite() {
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const policy = searchParams.get('csp')
    if (policy) response.setHeader('content-security-policy', policy)
    if (pathname.endsWith('.js')) {
      const body = await readFile(join(bundled, pathname)).catch(() => undefined)
      return response.writeHead(body ? 200 : 404, { 'content-type': 'text/javascript' }).end(body)
    }
    return response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(html(pathname.slice(1) || 'harness'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    origin,
    harness: (policy?: string) => `${origin}/harness${policy ? `?csp=${encodeURIComponent(policy)}` : ''}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
