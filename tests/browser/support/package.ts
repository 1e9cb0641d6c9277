import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import sirv from 'sirv'

/**
 * The built package as it is, without a bundler, beside a page. `asked` are the paths in the order in which they were asked for;
 * what is in `missing` is refused, that often.
 */
export async function servePackage(page: string, missing: Record<string, number> = {}) {
  const files = sirv(fileURLToPath(new URL('../../../js/dist', import.meta.url)), { etag: true })
  const asked: string[] = []
  const server = createServer((request, response) => {
    const { url = '' } = request
    asked.push(url)
    if ((missing[url] ?? 0) > 0) {
      missing[url] = (missing[url] ?? 0) - 1
      response.writeHead(503).end()
    } else if (request.url === '/') response.writeHead(200, { 'content-type': 'text/html' }).end(page)
    else files(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    asked,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
