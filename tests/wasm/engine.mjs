// The engine as it comes from the compiler, driven by the few lines that the package would bring: for tests of the
// border alone. HAWSER_ENGINE names another build, such as build/wasm-debug.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { after } from 'node:test'
import { pathToFileURL } from 'node:url'

/** The kinds of records by their numbers, as src/wasm/border.h has them. */
const border = readFileSync(new URL('../../src/wasm/border.h', import.meta.url), 'utf8')
const names = Object.fromEntries([...border.matchAll(/^ {2}(\w+) = (\d+),/gm)].map(([, name, kind]) => [kind, name]))
const encoder = new TextEncoder()
const decoder = new TextDecoder()

// A test that fails leaves no timer behind.
const modules = []
after(() => modules.forEach((module) => module.hawser.stop()))

/** @param amend - may change the imports before the instance is made */
export async function load({ folder = process.env.HAWSER_ENGINE ?? 'build/wasm', amend = () => {} } = {}) {
  if (folder.includes('debug')) Object.assign(globalThis, { require: createRequire(import.meta.url), __dirname: '' })
  const { default: createEngine } = await import(pathToFileURL(resolve(folder, 'engine.mjs')).href)
  const compiled = new WebAssembly.Module(readFileSync(resolve(folder, 'engine.wasm')))
  const instantiateWasm = (imports, done) => {
    amend(imports)
    WebAssembly.instantiate(compiled, imports).then(done)
    return {}
  }
  const module = await createEngine({ instantiateWasm, print: () => {}, printErr: () => {} })
  modules.push(module)
  return new Engine(module)
}

/** An import by its name in C, whatever the linker made of it. */
export function replaceImport(imports, name, by) {
  for (const group of Object.values(imports))
    for (const key of Object.keys(group)) if (group[key].name === `_${name}`) return void (group[key] = by)
  throw new Error(`${name} isn't imported`)
}

export class Engine {
  trap
  unheld = []
  #clients = new Map()

  constructor(module) {
    this.module = module
    module.hawser.settle = () => this.settle()
    module.hawser.trapped = (error) => (this.trap = error)
    module.hawser.outOfMemory = (client, bytes) => this.unheld.push({ client, bytes })
  }

  client(options = {}, dialing = {}) {
    const client = new Client(this, options, dialing)
    this.#clients.set(client.id, client)
    return client
  }

  drop(client) {
    this.#clients.delete(client.id)
  }

  enter(run) {
    const { hawser } = this.module
    hawser.busy = true
    try {
      return run()
    } finally {
      hawser.busy = false
      this.settle()
    }
  }

  put(data) {
    const bytes = typeof data === 'string' ? encoder.encode(data) : data
    const at = this.module.outgoing(bytes.length || 1)
    if (!at) throw new Error('no memory')
    this.module.HEAPU8.set(bytes, at)
    return [at, bytes.length]
  }

  text(at, length) {
    return decoder.decode(this.module.HEAPU8.subarray(at, at + length))
  }

  settle() {
    const words = this.module.HEAPU32
    const ledger = this.module.records() / 4
    const told = []
    for (let at = words[ledger] / 4, left = words[ledger + 1]; left > 0; left--, at += 8)
      told.push(this.#read(words.slice(at, at + 8)))
    this.module.clearRecords()
    for (const { client, ...news } of told) this.#clients.get(client)?.take(news)
  }

  #read([client, number, ...fields]) {
    const { frame } = this.module.hawser
    const kind = names[number]
    const text = kind === 'closed' || kind === 'fault' ? this.text(fields[2], fields[3]) : ''
    const slice = (begin, end) => (frame.data === null ? '' : this.#slice(frame, begin, end))
    const body = { deliver: [2, 3], settled: [2, 3], fault: [4, 5] }[kind]
    const payload = body ? slice(...body.map((field) => fields[field])) : undefined
    return { client, kind, fields, text, payload, data: frame.data, ascii: frame.ascii }
  }

  #slice(frame, begin, end) {
    return frame.ascii ? frame.data.slice(begin, end) : this.text(frame.begin + begin, end - begin)
  }
}

class Client {
  /** Everything that was told, in order. */
  news = []
  #waiting = []

  constructor(engine, options, dialing) {
    this.engine = engine
    this.dialing = { WebSocket: undefined, maxMessageBytes: 1_048_576, binaryType: 'arraybuffer', ...dialing }
    this.native = new engine.module.Client(...engine.put(JSON.stringify(options)))
    this.id = this.native.id()
  }

  take(news) {
    this.news.push(news)
    for (const waiting of [...this.#waiting]) waiting()
  }

  /** The first news of that kind after those that were asked for before. */
  async next(kind) {
    const found = () => this.news.findIndex((it) => it.kind === kind)
    while (found() < 0) await new Promise((told) => this.#waiting.push(told))
    const at = found()
    return this.news.splice(0, at + 1)[at]
  }

  kinds() {
    return this.news.map((it) => it.kind)
  }

  call(verb, ...numbers) {
    return this.engine.enter(() => this.native[verb](...numbers))
  }

  listen(type) {
    return this.engine.enter(() => this.native.listen(...this.engine.put(type)))
  }

  /** Answers the newest wish for an address. */
  async dial(url, { protocols = '', hello = '' } = {}) {
    const { fields } = await this.next('resolve')
    const sizes = [url, protocols, hello].map((text) => encoder.encode(text).length)
    const { hawser } = this.engine.module
    this.engine.enter(() => {
      const [at] = this.engine.put(url + protocols + hello)
      hawser.dialing = this.dialing
      this.native.resolved(fields[0], at, ...sizes, 0)
      hawser.dialing = null
    })
  }

  async open(url, more) {
    this.call('connect')
    await this.dial(url, more)
    return this.next('connected')
  }

  send(data, { queue = true, ticket = 0, request = 0, timeout = 0 } = {}) {
    const { hawser } = this.engine.module
    const flags = (typeof data === 'string' ? 0 : 1) | (queue ? 0 : 2)
    return this.engine.enter(() => {
      const [at, length] = this.engine.put(data)
      hawser.outgoing = typeof data === 'string' ? data : null
      const fate = this.native.send(at, length, flags, ticket, request, timeout)
      hawser.outgoing = null
      return fate
    })
  }

  disconnect(code = 0, reason = '') {
    this.engine.enter(() => this.native.disconnect(code, ...this.engine.put(reason)))
  }

  delete() {
    this.engine.drop(this)
    if (!this.native.isDeleted()) this.engine.enter(() => this.native.delete())
  }
}
