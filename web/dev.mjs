// Vite's own server, with the socket behind it: pages change as their sources do.
import { createServer as createVite } from 'vite'
import { createServer } from './server/index.js'

const server = await createServer()
const vite = await createVite({
  root: import.meta.dirname,
  server: {
    host: '127.0.0.1',
    port: Number(process.env.PORT ?? 5173),
    proxy: { '/ws': { target: `ws://127.0.0.1:${server.port}`, ws: true } },
  },
})
await vite.listen()
vite.printUrls()

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void Promise.all([vite.close(), server.close()]))
}
