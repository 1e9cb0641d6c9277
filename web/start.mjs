// The site, built, and its server: one port, one origin.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createServer } from './server/index.js'
import { createSite } from './server/site.js'

const folder = fileURLToPath(new URL('dist/', import.meta.url))

if (!existsSync(`${folder}index.html`)) {
  console.error('The site is not built: run `npm run build -w web` first.')
  process.exit(1)
}

const server = await createServer({ port: Number(process.env.PORT ?? 0), site: createSite(folder) })
console.log(`Hawser's demo is at http://127.0.0.1:${server.port}/`)

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void server.close())
