import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { launchBare, type Tab } from './support/cdp.js'
import { type Server, serve } from './support/server.js'
import { serveSite } from './support/site.js'

let browser: Awaited<ReturnType<typeof launchBare>>
let site: Awaited<ReturnType<typeof serveSite>>
let server: Server

// Chains of timers in hidden pages get one tick a minute: here after five seconds, not after minutes.
const throttled = '--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/5'

beforeAll(async () => {
  ;[browser, site] = await Promise.all([launchBare([throttled]), serveSite()])
})
afterEach(() => server.kill())
afterAll(async () => {
  await browser.close()
  site.close()
})

async function connected(options: object = {}): Promise<Tab> {
  server = await serve()
  const tab = await browser.open(site.harness())
  await tab.until(() => 'hawser' in window)
  await tab.evaluate(
    async ({ url, options }) => {
      await hold(hawser.createClient(url, options)).ready()
    },
    { url: server.url, options },
  )
  return tab
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** With the engine on the page's thread, and in its worker, which lives and sleeps with the page. */
const engines = [
  ['', {}],
  [', in a worker', { worker: true }],
] as const

it.each(engines)('redials after a freeze, in which the browser loses messages silently%s', async (_, options) => {
  const tab = await connected(options)

  await tab.send('Page.setWebLifecycleState', { state: 'frozen' })
  for (const socket of server.sockets) socket.send('{"while":"frozen"}')
  await pause(1000)
  await tab.send('Page.setWebLifecycleState', { state: 'active' })

  await expect.poll(() => server.opened(), { timeout: 3000 }).toBe(2)
  await tab.until(() => held().status === 'open')
})

it.each(engines)('is open again after a visit to another page and back through the bfcache%s', async (_, options) => {
  const tab = await connected(options)
  await tab.evaluate(() => void Object.assign(window, { survived: true }))
  const closed = new Promise((resolve) => {
    for (const socket of server.sockets) socket.on('close', resolve)
  })

  await tab.send('Page.navigate', { url: `${site.origin}/other?csp=${encodeURIComponent("default-src 'none'")}` })
  expect(await closed).toBe(1000)
  await tab.until(() => location.pathname === '/other')
  await tab.evaluate(() => history.back())

  await tab.until(() => 'survived' in window)
  await tab.until(() => held().status === 'open', 3000)
  expect(server.opened()).toBe(2)
})

it('keeps the hidden interval of the heartbeat though the browser throttles the timers of hidden pages', async () => {
  const tab = await connected({ heartbeat: { interval: 1000, hidden: 2000, timeout: 2000 } })
  await tab.evaluate(() => {
    const chain = () => setTimeout(() => Object.assign(window, { ticks: ticks() + 1 }) && chain(), 500)
    const ticks = () => (window as unknown as { ticks?: number }).ticks ?? 0
    chain()
  })
  const ticks = () => tab.evaluate(() => (window as unknown as { ticks: number }).ticks)
  await browser.open('about:blank')
  await tab.until(() => document.hidden)

  await pause(10_000)
  const before = { ticks: await ticks(), pings: server.received.length }
  await pause(24_000)

  expect((await ticks()) - before.ticks, 'ticks of an ordinary chain of timers').toBeLessThanOrEqual(1)
  expect(server.received.length - before.pings).toBeGreaterThanOrEqual(8)
  expect(server.opened()).toBe(1)
})
