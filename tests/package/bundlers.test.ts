import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from '../browser/support/chromium.js'
import { type Server, serve } from '../browser/support/server.js'
import { installApp } from './support/app.js'
import { freePort, serveFolder } from './support/files.js'
import { run, start } from './support/run.js'
import { visit } from './support/visit.js'

let app: string
let browser: Browser
let server: Server

beforeAll(async () => {
  ;[app, browser, server] = await Promise.all([installApp('bundlers'), launch(), serve()])
})
afterAll(async () => {
  await browser.close()
  await server.kill()
})

const node = process.execPath
const at = (address: string) => `${address}?server=${encodeURIComponent(server.url)}`
const connected = (title: string) => ({ title, complaints: [] })
const both = connected('plain, dedicated, shared and react')

/** Visits a page of a folder that a bundler wrote. */
async function seen(folder: string, page: string, html?: string, click?: string) {
  const site = await serveFolder(join(app, folder), html ? { [`/${page}`]: html } : {})
  try {
    return await visit(browser, at(`${site.url}/${page}`), click)
  } finally {
    site.close()
  }
}

const shell = (script: string, type = 'module') =>
  `<!doctype html><title>loading</title><link rel="icon" href="data:,"><div id="root"></div><script defer type="${type}" src="/${script}"></script>`

describe.for(['vite5', 'vite6', 'vite7', 'vite8'])('%s', (vite) => {
  const command = (...args: string[]) => [node, `node_modules/${vite}/bin/vite.js`, ...args]

  it('builds pages with the client, the hooks, a worker, and a separate engine', async () => {
    const folder = `dist/${vite}`
    const said = await run(app, command('build', '--outDir', folder))

    expect(said).not.toMatch(/externalized|warn/i)
    expect(await seen(folder, 'index.html', undefined, 'Echo')).toEqual(both)
    expect(await seen(folder, 'worker.html')).toEqual(connected('worker'))
    expect(await seen(folder, 'slim.html')).toEqual(connected('slim shared'))
  })

  it('serves the same pages in development', async () => {
    const port = await freePort()
    const dev = await start(
      app,
      command('--host', '127.0.0.1', '--port', String(port), '--strictPort', '--force'),
      /ready in/,
    )
    const page = (name: string) => at(`http://127.0.0.1:${port}/${name}`)
    try {
      expect(await visit(browser, page('index.html'), 'Echo')).toEqual(both)
      expect(await visit(browser, page('worker.html'))).toEqual(connected('worker'))
      expect(await visit(browser, page('slim.html'))).toEqual(connected('slim shared'))
    } finally {
      await dev.close()
    }
  })
})

it('webpack builds the page and a module worker', async () => {
  await run(app, [node, 'webpack.js'])

  expect(await seen('dist/webpack', 'index.html', shell('main.js', 'text/javascript'), 'Echo')).toEqual(both)
  expect(await seen('dist/webpack', 'worker.html', shell('worker.js', 'text/javascript'))).toEqual(connected('worker'))
  const served = await seen('dist/webpack', 'parcel.html', shell('served.js', 'text/javascript'))
  expect(served).toEqual(connected('served shared'))
})

it('Rollup builds with nothing but node-resolve', async () => {
  await run(app, [node, 'rollup.js'])

  expect(await seen('dist/rollup', 'index.html', shell('main.js'))).toEqual(
    connected('plain none, plain dedicated, plain shared'),
  )
})

it('esbuild builds an ES module and an IIFE', async () => {
  await run(app, [node, 'esbuild.js'])

  expect(await seen('dist/esbuild-esm', 'index.html', shell('main.js'), 'Echo')).toEqual(both)
  expect(await seen('dist/esbuild-iife', 'index.html', shell('main.js', 'text/javascript'), 'Echo')).toEqual(both)
})

it('Parcel builds with its default resolver, which ignores exports', async () => {
  const said = await run(app, [
    node,
    'node_modules/parcel/lib/bin.js',
    'build',
    'index.html',
    'parcel.html',
    '--dist-dir',
    'dist/parcel',
    '--no-cache',
    '--no-source-maps',
  ])

  expect(said, 'what our code made it ask for').not.toMatch(/installing/i)
  expect(await seen('dist/parcel', 'index.html', undefined, 'Echo')).toEqual(both)
  expect(await seen('dist/parcel', 'parcel.html')).toEqual(connected('served shared'))
})

it('a page without a build uses an import map', async () => {
  const imports = { hawser: '/node_modules/hawser/dist/index.js' }
  const html =
    `<!doctype html><title>loading</title><link rel="icon" href="data:,"><script type="importmap">${JSON.stringify({ imports })}</script>` +
    '<script type="module" src="/src/plain.js"></script>'

  expect(await seen('.', 'map.html', html)).toEqual(connected('plain none, plain dedicated, plain shared'))
})
