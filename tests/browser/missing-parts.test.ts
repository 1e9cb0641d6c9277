import { expect, it } from 'vitest'
import { servePackage } from './support/package.js'
import { serve } from './support/server.js'
import { createStage } from './support/stage.js'

const stage = createStage()

const html = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<script type="module">
  import * as hawser from '/index.js'
  const again = () => import('/slim.js')
  window.hawser = hawser
  window.forgets = again().catch(again).then(() => true, () => false)
</script>`

// Browsers from before whatwg/html#10327 remember a failed import() until the page is reloaded.
it.each(['/chunks/engine-plain.js', '/chunks/engine-glue.js'])(
  'a part of the engine that does not come is asked for again: %s',
  async (part) => {
    const server = await stage.keep(serve())
    const site = await stage.keep(servePackage(html, { [part]: 2, '/slim.js': 1 }))
    const { page } = await stage.open(site.url)
    const forgets = await page.evaluate(() => (window as unknown as { forgets: Promise<boolean> }).forgets)
    const told = await page.evaluate(async (url) => {
      const told: unknown[] = []
      const client = hawser.createClient(url, { reconnect: { first: 10, jitter: 'none' } })
      client.on('error', ({ code, reason }) => told.push([code, reason]))
      client.on('reconnecting', ({ attempt }) => told.push(attempt))
      client.send('kept')
      client.connect()
      while (told.length < 4) await new Promise((resolve) => setTimeout(resolve, 5))
      return told.slice(0, 4)
    }, server.url)

    expect(told).toEqual([['engine-failed', 'chunk'], 1, ['engine-failed', 'chunk'], 2])
    if (forgets) await expect.poll(() => server.received).toEqual(['kept'])
    expect(site.asked.filter((path) => path === part)).toHaveLength(forgets ? 3 : 1)
  },
)
