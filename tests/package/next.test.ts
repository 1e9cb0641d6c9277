import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launch } from '../browser/support/chromium.js'
import { type Server, serve } from '../browser/support/server.js'
import { installApp } from './support/app.js'
import { freePort } from './support/files.js'
import { run, start } from './support/run.js'
import { visit } from './support/visit.js'

let app: string
let browser: Browser
let server: Server

beforeAll(async () => {
  ;[app, browser, server] = await Promise.all([installApp('next'), launch(), serve()])
})
afterAll(async () => {
  await browser.close()
  await server.kill()
})

const next = (...args: string[]) => [process.execPath, 'node_modules/next/dist/bin/next', ...args]

async function checkPages(command: string[], env: Record<string, string>, port: number) {
  const running = await start(app, command, /ready in/i, env)
  const url = `http://127.0.0.1:${port}/?server=${encodeURIComponent(server.url)}`
  try {
    const html = await (await fetch(url)).text()
    expect(html).toContain('<p id="server">server</p>')
    expect(html).toContain('<output>idle</output>')
    expect(await visit(browser, url, 'Echo')).toEqual({ title: 'next dedicated', complaints: [] })
  } finally {
    await running.close()
  }
}

it.for(['--turbopack', '--webpack'])(
  'Next builds with %s: a client component, a server component, rendered on the server',
  async (bundler) => {
    const port = await freePort()
    const env = { DIST_DIR: `dist${bundler}` }
    const said = await run(app, next('build', bundler), env)

    expect(said).not.toMatch(/module not found|can't resolve/i)
    await checkPages(next('start', '-H', '127.0.0.1', '-p', String(port)), env, port)
  },
)

it('Next serves the same in development', async () => {
  const port = await freePort()
  await checkPages(next('dev', '-H', '127.0.0.1', '-p', String(port)), { DIST_DIR: 'dist-dev' }, port)
})
