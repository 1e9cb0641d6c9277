// The pages: one bundle for each peer with nothing of the others in it, minified, compressed with brotli, never cached.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { rolldown } from 'rolldown'

const page = fileURLToPath(new URL('../page', import.meta.url))
const engine = fileURLToPath(import.meta.resolve('hawser/engine.wasm'))
const worker = fileURLToPath(import.meta.resolve('hawser/worker'))
const entry = 'virtual:entry'

/** The page has what the bench asks for, and the peer. React counts for whoever is there before it. */
const source = (file) => {
  const [offer, peer] = file.startsWith('react/')
    ? ['./react/offer.js', `./${file}`]
    : ['./bench.js', `./peers/${file}`]
  return `import './memory.js'\nimport './commits.js'\nimport { offer } from '${offer}'\nimport * as peer from '${peer}'\noffer(peer)`
}

const plugin = (file) => ({
  name: 'entry',
  resolveId: (id, importer) => {
    if (id === entry) return id
    if (importer === entry) return join(page, id)
    return null
  },
  load: (id) => (id === entry ? { code: source(file), moduleType: 'js' } : null),
})

async function bundle(file) {
  const build = await rolldown({
    input: entry,
    plugins: [plugin(file)],
    platform: 'browser',
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    onLog: () => {},
  })
  const { output } = await build.generate({ format: 'es', minify: true, entryFileNames: 'peer.js' })
  await build.close()
  return output.map((made) => [made.fileName, brotliCompressSync(made.code ?? made.source)])
}

const html = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><body>`
const types = { js: 'text/javascript', wasm: 'application/wasm' }

/** Serves `/<peer>/`, with that peer's bundle as `peer.js` beside it, made when its page is first wanted. */
export async function serveSite() {
  const found = new Map([['/worker.js', brotliCompressSync(readFileSync(worker))]])
  const bundled = new Set()
  const make = async (file) => {
    bundled.add(file)
    found.set(`/${file}/engine.wasm`, brotliCompressSync(readFileSync(engine)))
    for (const [name, data] of await bundle(file)) found.set(`/${file}/${name}`, data)
  }
  const server = createServer(({ url }, response) => {
    const data = found.get(url)
    const type = data ? types[url.split('.').at(-1)] : 'text/html'
    response.setHeader('content-type', type ?? 'application/octet-stream')
    response.setHeader('cache-control', 'no-store')
    if (data) response.setHeader('content-encoding', 'br')
    response.end(data ?? html)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${server.address().port}`
  return {
    page: async (file) => {
      if (!bundled.has(file)) await make(file)
      return `${origin}/${file}/`
    },
    close: () => server.close(),
  }
}
