import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { serve } from './support/server.js'
import { createStage } from './support/stage.js'
import { shared, tabOf, type Wish } from './support/tabs.js'

const stage = createStage()

/** Of a page's own worker, an error that nobody catches. */
async function throws(pages: readonly Page[]) {
  for (const page of pages)
    await (page.workers()[0] ?? (await page.waitForEvent('worker'))).evaluate(
      () =>
        void setTimeout(() => {
          throw new Error('the sky fell')
        }),
    )
}

/** What all pages share, without a word. */
async function isKilled() {
  const session = await stage.browser.newBrowserCDPSession()
  const { targetInfos } = await session.send('Target.getTargets')
  for (const { type, targetId } of targetInfos)
    if (type === 'shared_worker') await session.send('Target.closeTarget', { targetId })
}

const deaths: [string, Wish, (pages: readonly Page[]) => Promise<void>, sockets: number][] = [
  ['one of a page that throws', true, throws, 2],
  ...shared.map(([which, wish]): (typeof deaths)[number] => [
    `a shared one ${which} that is killed`,
    wish,
    isKilled,
    1,
  ]),
]

it.each(deaths)('%s is a lost link to its clients, and another one is started', async (_, worker, dies, sockets) => {
  const server = await stage.keep(serve())
  const context = await stage.keep(stage.browser.newContext())
  const pages = [await tabOf(context, stage.site.harness()), await tabOf(context, stage.site.harness())]
  for (const page of pages)
    await page.evaluate(
      async ({ url, worker }) => {
        const client = hold(hawser.createClient(url, { worker, reconnect: { first: 300 } }))
        client.subscribe('news')
        await client.ready()
      },
      { url: server.url, worker },
    )
  await dies(pages)

  for (const page of pages) {
    const lines = await page.evaluate(async () => {
      await until(() => happened().length >= 5)
      return happened()
    })
    expect(lines).toEqual([
      ['open', false],
      ['error', 'engine-failed'],
      ['close', { code: 1006, reason: '', wasClean: false }],
      ['reconnecting', 1],
      ['open', true],
    ])
  }
  await expect.poll(() => server.sockets.size).toBe(sockets)
  expect(server.received.filter((said) => String(said).includes('subscribe'))).toHaveLength(2 * sockets)
})
