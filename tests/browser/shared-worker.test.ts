import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { launch } from './support/chromium.js'
import { type Server, serve } from './support/server.js'
import { createStage } from './support/stage.js'

const stage = createStage()

/** Subscribes and unsubscribes, as the server heard it. */
const heard = ({ received }: Server, type: string) =>
  received
    .map((text) => JSON.parse(text) as { type: string; channel: string })
    .filter((message) => message.type === type)
    .map(({ channel }) => channel)
    .sort()

async function tab(context: BrowserContext, url: string, name: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(stage.site.harness())
  await page.waitForFunction(() => 'hawser' in window)
  await page.evaluate(
    async ({ url, name }) => {
      const line = hold(hawser.createClient(url, { worker: { url: '/hawser-worker.js', shared: true } }))
      const got: unknown[] = []
      Object.assign(window, { got })
      line.channel(name).on('message', (payload) => got.push(payload))
      line.channel('all').on('message', (payload) => got.push(payload))
      await line.ready()
    },
    { url, name },
  )
  return page
}

const got = (page: Page) => page.evaluate(() => (window as unknown as { got: unknown[] }).got)

async function four(url: string) {
  const context = await stage.keep(stage.browser.newContext())
  const pages = []
  for (const name of ['a', 'b', 'c', 'd']) pages.push(await tab(context, url, name))
  return pages as [Page, Page, Page, Page]
}

it('four tabs share one socket, and each hears its own channels', async () => {
  const server = await stage.keep(serve())
  const pages = await four(server.url)
  const [socket] = server.sockets
  for (const channel of ['a', 'b', 'c', 'd', 'all', 'nobody’s'])
    socket?.send(JSON.stringify({ type: 'x', channel, payload: `in ${channel}` }))

  for (const [at, name] of ['a', 'b', 'c', 'd'].entries())
    await expect.poll(() => got(pages[at] as Page)).toEqual([`in ${name}`, 'in all'])
  expect(server.opened()).toBe(1)
  expect(heard(server, 'subscribe')).toEqual(['a', 'all', 'b', 'c', 'd'])
  for (const page of pages) expect(await page.evaluate(() => held().stats().worker)).toBe('shared')
})

it('a tab that is closed lets go of its channels, and the last one of the socket', async () => {
  const server = await stage.keep(serve())
  const [a, b, c, d] = await four(server.url)
  await a.close()
  await expect.poll(() => heard(server, 'unsubscribe')).toEqual(['a'])
  expect(server.sockets.size).toBe(1)
  await b.evaluate(() => held().disconnect())
  await expect.poll(() => heard(server, 'unsubscribe')).toEqual(['a', 'b'])
  expect(await b.evaluate(() => [held().status, happened().at(-1)])).toEqual([
    'idle',
    ['close', { code: 1005, reason: '', wasClean: true }],
  ])
  await b.close()
  await c.close()
  await expect.poll(() => heard(server, 'unsubscribe')).toEqual(['a', 'b', 'c'])
  expect(await d.evaluate(() => happened())).toEqual([['open', false]])
  await d.close()

  await expect.poll(() => server.sockets.size).toBe(0)
})

it('a tab whose process is killed does, too, and the others live on', async () => {
  const server = await stage.keep(serve())
  const browser = await stage.keep(launch(['--process-per-tab', '--renderer-process-limit=100']))
  const context = await browser.newContext()
  const a = await tab(context, server.url, 'a')
  const b = await tab(context, server.url, 'b')
  const session = await context.newCDPSession(b)
  void session.send('Page.crash').catch(() => {})

  await expect.poll(() => heard(server, 'unsubscribe')).toEqual(['b'])
  expect(await a.evaluate(() => held().status)).toBe('open')
  expect(server.opened()).toBe(1)
})

it('a busy tab holds up no other', async () => {
  const server = await stage.keep(serve())
  const [a, b] = await four(server.url)
  const busy = a.evaluate(() => {
    const end = performance.now() + 1500
    while (performance.now() < end);
  })
  const [socket] = server.sockets
  for (let n = 0; n < 100; n++) socket?.send(JSON.stringify({ type: 'x', channel: 'all', payload: n }))
  const all = Array.from({ length: 100 }, (_, n) => n)
  await expect.poll(() => got(b)).toEqual(all)
  await busy

  await expect.poll(() => got(a)).toEqual(all)
})

it('all tabs are back after the server is restarted', async () => {
  const first = await serve()
  const [a, , , d] = await four(first.url)
  await first.kill()
  const second = await stage.keep(serve({ port: first.port }))
  await a.evaluate(() => held().reconnect())
  for (const page of [a, d]) await page.evaluate(() => held().ready())

  await expect.poll(() => heard(second, 'subscribe')).toEqual(['a', 'all', 'b', 'c', 'd'])
  expect(second.sockets.size).toBe(1)
})

it('a worker that is killed fails its tabs, and connect() starts another', async () => {
  const server = await stage.keep(serve())
  const [a, b] = await four(server.url)
  const session = await stage.browser.newBrowserCDPSession()
  const { targetInfos } = await session.send('Target.getTargets')
  for (const { type, targetId } of targetInfos)
    if (type === 'shared_worker') await session.send('Target.closeTarget', { targetId })

  for (const page of [a, b]) {
    const lines = await page.evaluate(async () => {
      await until(() => held().status === 'failed')
      held().connect()
      await held().ready()
      return happened()
    })
    expect(lines).toEqual([
      ['open', false],
      ['error', 'engine-failed'],
      ['open', false],
    ])
  }
  await expect.poll(() => server.sockets.size).toBe(1)
})
