import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createServer } from '../../web/server/index.js'
import { createSite } from '../../web/server/site.js'
import { call } from './caller.js'

let folder: string
let server: Awaited<ReturnType<typeof createServer>>
const get = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hawser-site-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), 'the page')
  await writeFile(join(folder, 'assets', 'a1b2.js'), 'the script')
  server = await createServer({ site: createSite(folder) })
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

it.each(['/', '/live', '/lab'])('serves the page at %s', async (path) => {
  expect(await (await get(path)).text()).toBe('the page')
})

it('forbids what the page does not need', async () => {
  const policy = (await get('/')).headers.get('content-security-policy')
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe-inline')
})

it('lets files with a hash in their name be kept, and nothing else', async () => {
  expect((await get('/assets/a1b2.js')).headers.get('cache-control')).toContain('immutable')
  expect((await get('/')).headers.get('cache-control')).toBe('no-cache')
})

it('does not serve what lies outside of its folder', async () => {
  expect(await (await get('/..%2f..%2fetc/hostname')).text()).toBe('the page')
})

it('takes sockets at the same origin', async () => {
  const caller = await call(server.url, { origin: `http://127.0.0.1:${server.port}` })
  caller.say({ type: 'ping' })
  expect(await caller.hears('pong')).toEqual({ type: 'pong' })
  caller.socket.close()
})
