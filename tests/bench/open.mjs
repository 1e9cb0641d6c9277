// From connect() to open, in milliseconds: with the engine still to be loaded and with the engine there, against a raw
// WebSocket in the same page; and what an idle client takes of the engine's memory.
import { launch } from './support/chromium.mjs'
import { median, spread } from './support/figures.mjs'
import { serve } from './support/serve.mjs'

const rounds = Number(process.argv[2] ?? 9)
const clients = 10_000

const inPage = (socket) => `(async () => {
  const { createClient, load } = await import('hawser')
  const raw = () => new Promise((resolve) => {
    const started = performance.now()
    const socket = new WebSocket('${socket}')
    socket.onopen = () => { resolve(performance.now() - started); socket.close() }
  })
  const ours = async () => {
    const client = createClient('${socket}')
    const started = performance.now()
    await client.ready()
    const took = performance.now() - started
    client.destroy()
    return took
  }
  await raw()
  const cold = await ours()
  const took = { raw: [], warm: [] }
  for (let i = 0; i < 20; i++) {
    took.raw.push(await raw())
    took.warm.push(await ours())
  }
  return { cold, ...took }
})()`

/** Clients that have an engine but no link: the heap's growth, divided. Whole pages, so an upper bound. */
const memory = `(async () => {
  const { createClient } = await import('hawser')
  class Silent { readyState = 0; bufferedAmount = 0; close() {} send() {} addEventListener() {} removeEventListener() {} }
  let heap
  const instantiate = WebAssembly.instantiate
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate(...given)
    const { exports } = made.instance ?? made
    heap = Object.values(exports).find((it) => it instanceof WebAssembly.Memory)
    return made
  }
  const make = async (count) => {
    for (let i = 0; i < count; i++) createClient('ws://127.0.0.1:9/', { WebSocket: Silent, connectTimeout: 3_600_000 }).connect()
    await new Promise((resolve) => setTimeout(resolve, 500))
    return heap.buffer.byteLength
  }
  const before = await make(1)
  return ((await make(${clients})) - before) / ${clients}
})()`

const server = await serve()
const chromium = await launch()
const cold = []
const raw = []
const warm = []
for (let round = 0; round < rounds; round++) {
  const page = await chromium.open(server.page)
  const took = await page.run(inPage(server.socket))
  cold.push(took.cold)
  raw.push(median(took.raw))
  warm.push(median(took.warm))
  await page.close()
}
const page = await chromium.open(server.page)
const bytes = await page.run(memory)
await chromium.close()
server.close()

console.log(`open, raw WebSocket    ${spread(raw)} ms`)
console.log(`open, engine loaded    ${spread(warm)} ms, ${(median(warm) / median(raw)).toFixed(2)} x`)
console.log(`open, engine to load   ${spread(cold)} ms, ${(median(cold) / median(raw)).toFixed(2)} x`)
console.log(`idle client            at most ${Math.round(bytes)} bytes of wasm memory`)
