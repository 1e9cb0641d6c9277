// The built package as a page without a bundler would load it, and a socket that only accepts.
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import sirv from 'sirv'
import { WebSocketServer } from 'ws'

const page = `<!doctype html><script type="importmap">{ "imports": { "hawser": "/index.js" } }</script>`

export async function serve() {
  const files = sirv(fileURLToPath(new URL('../../../js/dist', import.meta.url)), { etag: true })
  const server = createServer((request, response) => {
    if (request.url !== '/') return files(request, response)
    response.setHeader('content-type', 'text/html')
    response.end(page)
  })
  const sockets = new WebSocketServer({ server })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `127.0.0.1:${server.address().port}`
  return {
    page: `http://${address}/`,
    socket: `ws://${address}/`,
    close: () => {
      for (const socket of sockets.clients) socket.terminate()
      server.close()
    },
  }
}
