import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { launch, openPage } from './support/chromium.js'
import { serve } from './support/server.js'
import { createStage } from './support/stage.js'
import type { Wish } from './support/tabs.js'

const stage = createStage()

it('beats on while the page is busy', async () => {
  const server = await stage.keep(serve())
  const page = await stage.harness()
  const before = await page.evaluate(async (url) => {
    await hold(hawser.createClient(url, { worker: true, heartbeat: { interval: 50, timeout: 5000 } })).ready()
    await until(() => held().stats().rtt !== undefined)
    return performance.now()
  }, server.url)
  const pings = server.received.length
  const lines = await page.evaluate(() => {
    const end = performance.now() + 1500
    while (performance.now() < end);
    return happened()
  })

  expect(before).toBeGreaterThan(0)
  expect(server.received.length - pings).toBeGreaterThan(5)
  expect(lines).toEqual([['open', false]])
  expect(server.opened()).toBe(1)
})

it('keeps its pace in a hidden tab', async () => {
  const { launchBare } = await import('./support/cdp.js')
  const server = await stage.keep(serve())
  const browser = await stage.keep(launchBare())
  const tab = await browser.open(stage.site.harness())
  await tab.until(() => 'hawser' in window)
  await tab.evaluate(async (url) => {
    const heartbeat = { interval: 200, hidden: 200, timeout: 5000 }
    await hold(hawser.createClient(url, { worker: true, heartbeat })).ready()
  }, server.url)
  await browser.open('about:blank')
  await tab.until(() => document.hidden)
  // A page's timers are held back to one a second, and later to one a minute.
  await tab.evaluate(
    () =>
      void setInterval(() => Object.assign(window, { ticks: 1 + (Number(Reflect.get(window, 'ticks')) || 0) }), 200),
  )
  const before = server.received.length
  await expect.poll(() => server.received.length - before).toBeGreaterThan(20)
  const ticks = await tab.evaluate(() => Number(Reflect.get(window, 'ticks')))

  expect(ticks).toBeGreaterThan(0)
  expect(ticks).toBeLessThan(15)
})

it('ends the worker when no client uses it any more', async () => {
  const server = await stage.keep(serve())
  const page = await stage.harness()
  await page.evaluate(async (url) => {
    const clients = [1, 2].map(() => hawser.createClient(url, { worker: true }))
    await Promise.all(clients.map((client) => client.ready()))
    for (const client of clients) client.destroy()
    await hold(hawser.createClient(url, { worker: true })).ready()
  }, server.url)
  expect(page.workers()).toHaveLength(1)
  await page.evaluate(() => held().destroy())

  await expect.poll(() => page.workers()).toHaveLength(0)
  await expect.poll(() => server.sockets.size).toBe(0)
})

const strict = (server: string, workers = '') =>
  `default-src 'none'; img-src data:; script-src 'self' 'wasm-unsafe-eval'; connect-src ${server}; require-trusted-types-for 'script'${workers}`

/** What a client came to under a policy. */
const underPolicy = (page: Page, url: string, worker: Wish) =>
  page.evaluate(
    async ({ url, worker }) => {
      const violations: string[] = []
      document.addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
        violations.push(violatedDirective),
      )
      const client = hawser.createClient<{ echoed: string }, { echo: string }>(url, { worker })
      const echoed = new Promise((resolve) => client.once('echoed', resolve))
      client.connect()
      client.emit('echo', 'hi')
      const result = {
        echoed: await echoed,
        where: client.stats().worker,
        why: client.stats().workerFallback,
        violations,
      }
      client.destroy()
      return result
    },
    { url, worker },
  )

it.each(['dedicated', 'shared'])('works under a strict policy without one violation: %s', async (where) => {
  const server = await stage.keep(serve())
  const { page, complaints } = await stage.open(stage.site.harness(strict(server.url)))
  const worker = { url: '/hawser-worker.js', shared: where === 'shared' }

  expect(await underPolicy(page, server.url, worker)).toEqual({ echoed: 'hi', where, why: undefined, violations: [] })
  expect(complaints).toEqual([])
})

it('does without a worker where the policy allows no Blob, and says so', async () => {
  const server = await stage.keep(serve())
  const page = await stage.harness(strict(server.url))

  expect(await underPolicy(page, server.url, true)).toEqual({
    echoed: 'hi',
    where: 'none',
    why: expect.stringContaining('There is no dedicated worker'),
    violations: ['worker-src'],
  })
  // It is tried once.
  expect(await underPolicy(page, server.url, true)).toMatchObject({ where: 'none', violations: [] })
  // What tabs share is an attempt of its own.
  expect(await underPolicy(page, server.url, 'shared')).toMatchObject({
    echoed: 'hi',
    where: 'none',
    why: expect.stringMatching(/There is no shared worker.*; There is no dedicated worker/),
    violations: ['worker-src'],
  })
  expect(await underPolicy(page, server.url, 'shared')).toMatchObject({ where: 'none', violations: [] })
})

it('is shared without an address where the policy allows a Blob', async () => {
  const server = await stage.keep(serve())
  const page = await stage.harness(`${strict(server.url, '; worker-src blob:; trusted-types hawser')}`)

  expect(await underPolicy(page, server.url, 'shared')).toEqual({
    echoed: 'hi',
    where: 'shared',
    why: undefined,
    violations: [],
  })
})

it('does without a worker whose script is not there', async () => {
  const server = await stage.keep(serve())
  const page = await stage.harness()
  const worker = { url: '/nowhere.js', shared: true }

  expect(await underPolicy(page, server.url, worker)).toMatchObject({
    echoed: 'hi',
    where: 'none',
    why: 'There is no shared worker: its script could not be loaded; There is no dedicated worker: its script could not be loaded',
  })
})

it('retains no socket and no memory over 1000 cycles of open and close', async () => {
  const servers = await Promise.all(
    Array.from({ length: 10 }, (_, n) => stage.keep(serve({ host: `127.0.0.${n + 1}` }))),
  )
  const browser = await stage.keep(launch(['--js-flags=--expose-gc']))
  const { page } = await openPage(browser, stage.site.harness())
  // Its script begins with what watches the sockets and the memory.
  await page.evaluate((prelude) => {
    const script = `(${prelude})(); importScripts('${location.origin}/hawser-worker.js')`
    const url = () => new Worker(URL.createObjectURL(new Blob([script])))
    Object.assign(window, { worker: { url } })
  }, String(watched))
  const cycle = (urls: string[], times: number) =>
    page.evaluate(
      async ({ urls, times }) => {
        let left = times
        const { worker } = window as unknown as { worker: { url: () => Worker } }
        const run = async (url: string) => {
          while (left-- > 0) {
            const client = hawser.createClient(url, { worker })
            client.channel(`c${left}`)
            client.on(`t${left}`, () => {})
            await client.ready()
            await client.send({ type: 'hello' }).done
            client.destroy()
          }
        }
        await Promise.all(urls.map(run))
      },
      { urls, times },
    )
  const urls = servers.map(({ url }) => url)
  await cycle(urls, 200)
  const inWorker = () => page.workers()[0]?.evaluate(() => (globalThis as unknown as { seen(): object }).seen())
  const warm = await inWorker()
  await cycle(urls, 800)
  await page.requestGC()
  const end = (await inWorker()) as { made: number; alive: number; wasm: number }

  expect(warm).toMatchObject({ made: 200 })
  expect(end).toMatchObject({ made: 1000, wasm: (warm as typeof end).wasm })
  expect(end.wasm).toBeGreaterThan(0)
  expect(end.alive).toBeLessThanOrEqual(urls.length)
})

function watched() {
  const sockets: WeakRef<WebSocket>[] = []
  const memories: WebAssembly.Memory[] = []
  const { WebSocket: Socket } = globalThis
  const { instantiate } = WebAssembly as unknown as { instantiate(...args: unknown[]): Promise<WebAssembly.Instance> }
  class Watched extends Socket {
    constructor(url: string | URL) {
      super(url)
      sockets.push(new WeakRef(this))
    }
  }
  Object.assign(WebAssembly, {
    instantiate: async (...args: unknown[]) => {
      const made = await instantiate(...args)
      memories.push(...Object.values(made.exports).filter((value) => value instanceof WebAssembly.Memory))
      return made
    },
  })
  Object.assign(globalThis, {
    WebSocket: Watched,
    seen: async () => {
      // Twice, with a pause: a socket is let go of by a task of its own.
      for (let turn = 0; turn < 3; turn++) {
        await new Promise((resolve) => setTimeout(resolve, 100))
        ;(globalThis as unknown as { gc(): void }).gc()
      }
      return {
        made: sockets.length,
        alive: sockets.filter((socket) => socket.deref()).length,
        wasm: memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
      }
    },
  })
}
