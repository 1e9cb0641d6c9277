// The site on a broker: Redis, two nodes of Centrifugo and the demo's server, all of which end with this process.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createServer } from './server/centrifugo/index.js'

const folder = fileURLToPath(new URL('dist/', import.meta.url))

if (!existsSync(`${folder}index.html`)) {
  console.error('The site is not built: run `npm run build -w web` first.')
  process.exit(1)
}

const starting = createServer({ port: Number(process.env.PORT ?? 0), folder })
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await (await starting).close()
    process.exit()
  })
}

const { port, broker } = await starting
console.log(`Redis is at 127.0.0.1:${broker.redis.port}`)
for (const { url } of broker.nodes) console.log(`A node of Centrifugo is at ${url}`)
console.log(`Hawser's demo on Centrifugo is at http://127.0.0.1:${port}/`)
