import { expect, it } from 'vitest'
import { servePackage } from './support/package.js'
import { serve } from './support/server.js'
import { createStage } from './support/stage.js'

const stage = createStage()

const html = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<script type="module">
  import * as hawser from '/index.js'
  window.hawser = hawser
</script>`

it.each(['/chunks/engine-plain.js', '/chunks/engine-glue.js'])(
  'a part of the engine that does not come is asked for again: %s',
  async (part) => {
    const server = await stage.keep(serve())
    const site = await stage.keep(servePackage(html, { [part]: 2 }))
    const { page } = await stage.open(site.url)
    const told = await page.evaluate(async (url) => {
      const told: unknown[] = []
      const client = hawser.createClient(url, { reconnect: { first: 10, jitter: 'none' } })
      client.on('error', ({ code, reason }) => told.push([code, reason]))
      client.on('reconnecting', ({ attempt }) => told.push(attempt))
      client.send('kept')
      await client.ready()
      return told
    }, server.url)

    expect(told).toEqual([['engine-failed', 'chunk'], 1, ['engine-failed', 'chunk'], 2])
    await expect.poll(() => server.received).toEqual(['kept'])
    expect(site.asked.filter((path) => path === part)).toHaveLength(3)
  },
)
