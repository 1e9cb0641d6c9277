// Script time a publication, ours against the reference client in the same page, in turns: JSON, protobuf and fossil delta,
// 64 to a frame, through a real broker. And what a client with 1,000 subscriptions takes of memory.
// Needs `bash scripts/broker/install centrifugo`. `centrifugo.mjs [rounds]`
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { startBroker } from '../../scripts/broker/broker.mjs'
import { launch } from './support/chromium.mjs'
import { median, spread } from './support/figures.mjs'
import { rebatch } from './support/rebatch.mjs'

const rounds = Number(process.argv[2] ?? 9)
const names = ['hawser', 'centrifuge']
const quote = (n) => ({
  symbol: `S${n % 500}`,
  bid: 100 + (n % 997) / 7,
  ask: 101 + (n % 991) / 7,
  size: n % 4096,
  venue: 'XETR',
})
const document = (n) => ({
  n,
  rows: Array.from({ length: 150 }, (_, row) => ({ row, text: `the text of row ${row}`, at: row === n % 150 ? n : 0 })),
})
const kinds = {
  JSON: { format: 'json', namespace: 'feed', data: quote, count: 25_600 },
  protobuf: { format: 'protobuf', namespace: 'feed', data: quote, count: 25_600 },
  'JSON, delta of 8 KB': { format: 'json', namespace: 'delta', data: document, count: 1920, delta: true },
  'protobuf, delta of 8 KB': { format: 'protobuf', namespace: 'delta', data: document, count: 1920, delta: true },
}

async function serve() {
  const build = await rolldown({ input: fileURLToPath(new URL('centrifugo-page.mjs', import.meta.url)) })
  const { output } = await build.generate({ format: 'es' })
  const files = new Map(output.map((file) => [`/${file.fileName}`, file.code ?? file.source]))
  const entry = output.find(({ isEntry }) => isEntry).fileName
  const server = createServer(({ url }, response) => {
    const file = files.get(url)
    response.writeHead(200, { 'content-type': file ? 'text/javascript' : 'text/html' })
    response.end(
      file ?? `<!doctype html><link rel="icon" href="data:,"><script type="module" src="/${entry}"></script>`,
    )
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }
}

async function publish(broker, channel, data, count) {
  for (let made = 0; made < count; made += 160) {
    const commands = Array.from({ length: Math.min(160, count - made) }, (_, n) => ({
      publish: { channel, data: data(made + n) },
    }))
    await broker.api('batch', { commands })
  }
}

let channels = 0
/** Microseconds of script for each publication. */
async function measure(page, broker, name, { format, namespace, data, count, delta = false }) {
  const proxy = await rebatch(broker.url, 64)
  const channel = `${namespace}:bench-${channels++}`
  const token = await broker.token({ sub: 'bench' })
  const options = { url: proxy.url, token, format, channel, delta }
  await page.run(`bench.begin('${name}', ${JSON.stringify(options)})`)
  const all = proxy.keep(count)
  await publish(broker, channel, data, count)
  await all
  const took = await page.scriptTime(() => {
    proxy.release()
    return page.run(`bench.told(${count})`)
  })
  await page.run('bench.end()')
  proxy.close()
  return (took * 1e6) / count
}

/** Bytes of one client with 1,000 subscriptions: the heap's growth and, in whole pages, the wasm's. */
async function remember(chromium, site, broker, name) {
  const clients = 10
  const names = Array.from({ length: 1000 }, (_, n) => `plain:memory-${n}`)
  const page = await chromium.open(site.url)
  await page.run(watchWasm)
  const options = { url: broker.url, token: await broker.token({ sub: 'bench' }), format: 'json', channels: names }
  const hold = (clients) => page.run(`bench.hold('${name}', ${JSON.stringify({ ...options, clients })})`)
  await hold(1)
  const before = await page.memory()
  await hold(clients)
  const after = await page.memory()
  await page.close()
  return { heap: (after.heap - before.heap) / clients, wasm: (after.wasm - before.wasm) / clients }
}

const watchWasm = `void (() => {
  const instantiate = WebAssembly.instantiate
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate(...given)
    const { exports } = made.instance ?? made
    window.memory = Object.values(exports).find((it) => it instanceof WebAssembly.Memory)
    return made
  }
})()`

const broker = await startBroker({ origins: ['*'], more: { client_queue_max_size: 100_000_000 } })
const site = await serve()
const chromium = await launch()
const page = await chromium.open(site.url)
for (const [kind, rules] of Object.entries(kinds)) {
  const took = { hawser: [], centrifuge: [] }
  // The first two are not counted: the engine is loaded, and the compilers learn.
  for (let round = -2; round < rounds; round++)
    for (const name of round % 2 ? names : names.toReversed()) {
      const value = await measure(page, broker, name, rules)
      if (round >= 0) took[name].push(value)
    }
  const ratio = (median(took.hawser) / median(took.centrifuge)).toFixed(2)
  console.log(
    `${kind.padEnd(24)} hawser ${spread(took.hawser)} µs, centrifuge ${spread(took.centrifuge)} µs: ${ratio} x`,
  )
}
await page.close()
for (const name of names) {
  const { heap, wasm } = await remember(chromium, site, broker, name)
  console.log(
    `1,000 subscriptions, ${name}: ${Math.round(heap / 1024)} KiB of heap, ${Math.round(wasm / 1024)} KiB of wasm memory`,
  )
}
await chromium.close()
site.close()
await broker.stop()
