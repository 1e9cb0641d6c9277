import { expect, it } from 'vitest'
import { servePackage } from './support/package.js'
import { createStage } from './support/stage.js'

const stage = createStage()

const html = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<link rel="preload" href="/engine.wasm" as="fetch" type="application/wasm" crossorigin>
<link rel="modulepreload" href="/slim.js">
<script type="module">
  import * as hawser from '/slim.js'
  window.hawser = hawser
  window.main = () => import('/index.js')
  window.loaded = hawser.createLoader(() => '/engine.wasm')().then(() => 'loaded', String)
</script>`

it('a page that speaks to no broker fetches the small engine, and a client of a broker the other', async () => {
  const site = await stage.keep(servePackage(html))
  const { page } = await stage.open(site.url)
  // The page imports by itself: what is written here is Vitest's to rewrite.
  const load = (...dialect: string[]) =>
    page.evaluate(async (dialect) => {
      const { main } = window as unknown as { main(): Promise<{ load: (...dialect: string[]) => Promise<void> }> }
      await (await main()).load(...dialect)
    }, dialect)
  const engines = () => site.asked.filter((path) => /engine-(plain|whole)/.test(path))

  await load()
  expect(engines()).toEqual(['/chunks/engine-plain.js'])
  await load('centrifugo')
  expect(engines()).toEqual(['/chunks/engine-plain.js', '/chunks/engine-whole.js'])
})

it('an engine that is preloaded is fetched once, and asked for before any script runs', async () => {
  const site = await stage.keep(servePackage(html))
  const { page, complaints } = await stage.open(site.url)
  expect(await page.evaluate(() => (window as unknown as { loaded: Promise<string> }).loaded)).toBe('loaded')
  expect(site.asked.filter((path) => path === '/engine.wasm')).toHaveLength(1)
  expect(site.asked.indexOf('/engine.wasm')).toBeLessThan(site.asked.findIndex((path) => path.includes('glue')))
  expect(complaints).toEqual([])
})
