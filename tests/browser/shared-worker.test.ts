import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { launch } from './support/chromium.js'
import { serve } from './support/server.js'
import { createStage } from './support/stage.js'
import { boards, got, heard, shared, tabOf, where } from './support/tabs.js'

const stage = createStage()

describe.each(shared)('a shared worker %s', (_, worker) => {
  async function tab(context: BrowserContext, url: string, name: string): Promise<Page> {
    const page = await tabOf(context, stage.site.harness())
    await boards(page, url, name, worker)
    return page
  }

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
    for (const page of pages) expect(await where(page)).toBe('shared')
  })

  it('tabs that begin in the same moment share one socket, too', async () => {
    const server = await stage.keep(serve())
    const context = await stage.keep(stage.browser.newContext())
    const names = ['a', 'b', 'c', 'd']
    const pages = await Promise.all(names.map(() => tabOf(context, stage.site.harness())))
    await Promise.all(pages.map((page, at) => boards(page, server.url, String(names[at]), worker)))

    expect(await Promise.all(pages.map(where))).toEqual(['shared', 'shared', 'shared', 'shared'])
    expect(server.opened()).toBe(1)
  })

  it('outlives the tab that started it, and takes in new ones', async () => {
    const server = await stage.keep(serve())
    const context = await stage.keep(stage.browser.newContext())
    const first = await tab(context, server.url, 'first')
    const second = await tab(context, server.url, 'second')
    await first.close()
    await expect.poll(() => heard(server, 'unsubscribe')).toEqual(['first'])
    const third = await tab(context, server.url, 'third')
    await second.close()
    const fourth = await tab(context, server.url, 'fourth')

    expect(await Promise.all([third, fourth].map(where))).toEqual(['shared', 'shared'])
    expect(server.opened()).toBe(1)
  })

  it('a tab that is closed lets go of its channels, and the last one of the socket', async () => {
    const server = await stage.keep(serve())
    const [a, b, c, d] = await four(server.url)
    await a.close()
    await expect.poll(() => heard(server, 'unsubscribe')).toEqual(['a'])
    expect(server.sockets.size).toBe(1)
    await b.evaluate(() => held().disconnect())
    await expect.poll(() => heard(server, 'unsubscribe')).toEqual(['a', 'b'])
    // The server may hear of it before the page does.
    await expect
      .poll(() => b.evaluate(() => [held().status, happened().at(-1)]))
      .toEqual(['idle', ['close', { code: 1005, reason: '', wasClean: true }]])
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
})
