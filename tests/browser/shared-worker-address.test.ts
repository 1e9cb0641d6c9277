// A shared worker without an address is found by the name of a lock: whose it may be, and what becomes of the rest.
import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { launch } from './support/chromium.js'
import { serve } from './support/server.js'
import { createStage } from './support/stage.js'
import { tabOf, where } from './support/tabs.js'

const stage = createStage()

async function online(context: BrowserContext, url: string, address = stage.site.harness()): Promise<Page> {
  const page = await tabOf(context, address)
  await page.evaluate(async (url) => hold(hawser.createClient(url, { worker: 'shared' })).ready(), url)
  return page
}

/** The locks of the workers that run. */
const berths = (page: Page) =>
  page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query()
    return held.map(({ name }) => name ?? '').filter((name) => name.includes(' blob:'))
  })

it('tabs of another build have one of their own', async () => {
  const server = await stage.keep(serve())
  const context = await stage.keep(stage.browser.newContext())
  const old = await online(context, server.url)
  await context.route('**/worker-text*.js', async (route) => {
    const response = await route.fetch()
    const body = await response.text()
    await route.fulfill({ response, body: body.replace('(function()', ';(function()') })
  })
  const young = await online(context, server.url)
  const younger = await online(context, server.url)
  const builds = (await berths(young)).map((name) => name.split(' ')[1])

  expect(await Promise.all([old, young, younger].map(where))).toEqual(['shared', 'shared', 'shared'])
  expect(server.opened()).toBe(2)
  expect(new Set(builds).size).toBe(2)
})

it('an address at which nobody answers, or that is not ours, keeps nobody from starting one', async () => {
  const server = await stage.keep(serve())
  const context = await stage.keep(stage.browser.newContext())
  const page = await tabOf(context, stage.site.harness())
  const first = await online(context, server.url)
  const [name = ''] = await berths(page)
  await first.close()
  await expect.poll(() => berths(page)).toEqual([])
  await page.evaluate((name) => {
    const [, build] = name.split(' ')
    const soon = Date.now() + 60_000
    const addresses = [`blob:${origin}/${crypto.randomUUID()}`, 'blob:http://127.0.0.2/x', `${origin}/hawser-worker.js`]
    for (const [at, address] of addresses.entries())
      void navigator.locks.request(`hawser ${build} ${soon + at} ${address}`, () => new Promise(() => {}))
  }, name)
  await expect.poll(() => berths(page)).toHaveLength(2)
  const second = await online(context, server.url)

  expect(await where(second)).toBe('shared')
  expect(await berths(page)).toHaveLength(3)
  expect(server.sockets.size).toBe(1)
})

const lacking = 'dedicated: There are no Web Locks here, which a shared worker needs'

it('there is none without Web Locks', async () => {
  const server = await stage.keep(serve())
  const context = await stage.keep(stage.browser.newContext())
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }))

  expect(await where(await online(context, server.url))).toBe(lacking)
})

it('there is none at an address that is neither https: nor local', async () => {
  const server = await stage.keep(serve())
  const browser = await stage.keep(launch(['--host-resolver-rules=MAP example.test 127.0.0.1']))
  const address = stage.site.harness().replace('127.0.0.1', 'example.test')

  expect(await where(await online(await browser.newContext(), server.url, address))).toBe(lacking)
})
