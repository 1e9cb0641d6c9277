import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { describe, expect, it } from 'vitest'

// These look at what `npm run build -w js` has written.
const root = fileURLToPath(new URL('../../js/', import.meta.url))
const require = createRequire(import.meta.url)

interface Packed {
  readonly files: readonly { readonly path: string }[]
}

const packed = () => {
  const said = execFileSync('npm', ['pack', '--dry-run', '--json'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [{ files }] = JSON.parse(said) as [Packed]
  return files.map(({ path }) => path).sort()
}

describe('the package', () => {
  it('has exactly these files', async () => {
    await expect(`${packed().join('\n')}\n`).toMatchFileSnapshot('package-files.txt')
  })

  it("starts the hooks with 'use client', in both formats", () => {
    for (const file of ['react.js', 'react.cjs'])
      expect(readFileSync(`${root}dist/${file}`, 'utf8')).toMatch(/^["']use client["'];/)
  })

  it('has a README whose links lead to what is in it, or to the network', () => {
    const links = [...readFileSync(`${root}README.md`, 'utf8').matchAll(/\]\(([^)]+)\)/g)].map(([, to = '']) => to)
    expect(links).not.toEqual([])
    expect(links.filter((to) => !/^(#|https:)/.test(to) && !packed().includes(to))).toEqual([])
  })

  it('names no place on the machine that built it', () => {
    for (const path of packed().filter((name) => !name.endsWith('.wasm')))
      expect(readFileSync(root + path, 'latin1')).not.toContain(root)
  })

  it('holds no `new URL` of the engine and no top-level await: bundlers stumble over both', () => {
    for (const path of packed().filter((name) => /\.c?js$/.test(name))) {
      const code = readFileSync(root + path, 'utf8')
      expect(code).not.toMatch(/import\.meta|__dirname|\brequire\("(fs|path|crypto)"\)/)
      expect(code).not.toMatch(/^await /m)
    }
  })

  it('compiles no text to code: pages forbid it', () => {
    for (const path of packed().filter((name) => /\.c?js$/.test(name)))
      expect(readFileSync(root + path, 'utf8')).not.toMatch(/\beval\(|new Function\b|\bFunction\(/)
  })

  it('leaves out what speaks to a broker where nobody asks for it', async () => {
    const bundled = async (code: string) => {
      const entry = { name: 'entry', load: (id: string) => (id === 'entry' ? code : undefined) }
      const resolve = (id: string) =>
        id === 'entry' ? id : `${root}dist/${id === 'hawser' ? 'index' : id.slice(7)}.js`
      const find = (id: string) =>
        id.startsWith('.') ? undefined : id === 'react' ? { id, external: true } : resolve(id)
      const plugins = [{ ...entry, resolveId: find }]
      const bundle = await rolldown({ input: 'entry', plugins, logLevel: 'silent' })
      const { output } = await bundle.generate({ format: 'es' })
      return output.map((chunk) => ('code' in chunk ? chunk.code : '')).join()
    }
    const speaks = 'centrifuge-protobuf'

    expect(await bundled("export { createClient } from 'hawser'")).not.toContain(speaks)
    expect(await bundled("export * from 'hawser/react'")).not.toContain(speaks)
    expect(await bundled("export { centrifugo } from 'hawser'")).toContain(speaks)
  })

  it('is the same for import and require', async () => {
    for (const entry of ['hawser', 'hawser/slim', 'hawser/inline', 'hawser/react']) {
      const path = require.resolve(entry)
      expect(path).toMatch(/\.cjs$/)
      const required = require(entry) as object
      const imported = (await import(/* @vite-ignore */ path.replace(/\.cjs$/, '.js'))) as object
      expect(Object.keys(required).sort()).toEqual(Object.keys(imported).sort())
    }
  })

  it('exposes its engine and its manifest', () => {
    const wasm = new Uint8Array(readFileSync(require.resolve('hawser/engine.wasm')))
    expect(WebAssembly.validate(wasm)).toBe(true)
    expect((require('hawser/package.json') as { name: string }).name).toBe('hawser')
    expect(() => require.resolve('hawser/dist/index.js')).toThrow(/exports/)
  })
})

it('the CommonJS build connects', () => {
  const script = `
    const { createClient } = require('hawser')
    const { WebSocket, WebSocketServer } = require('ws')
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' }, () => {
      const client = createClient('ws://127.0.0.1:' + server.address().port, { WebSocket })
      client.on('message', (text) => {
        console.log(text)
        client.destroy()
        server.close()
      })
      client.connect()
    })
    server.on('connection', (socket) => socket.send('hello'))`
  const said = execFileSync(process.execPath, ['-e', script], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    encoding: 'utf8',
  })

  expect(said).toBe('hello\n')
})
