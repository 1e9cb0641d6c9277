import type { BrowserContext, Page } from 'playwright-core'
import type { Server } from './server.js'

export type Wish = boolean | 'shared' | { url: string; shared: boolean }

/** Where the engine of all tabs may be. */
export const shared: [string, Wish][] = [
  ['with an address', { url: '/hawser-worker.js', shared: true }],
  ['without one', 'shared'],
]

/** A tab with the tools of `pages/harness.ts`. */
export async function tabOf(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(address)
  await page.waitForFunction(() => 'hawser' in window)
  return page
}

/** It holds a channel of its own, and one that all tabs hold. */
export const boards = (page: Page, url: string, name: string, worker: Wish) =>
  page.evaluate(
    async ({ url, name, worker }) => {
      const line = hold(hawser.createClient(url, { worker }))
      const got: unknown[] = []
      Object.assign(window, { got })
      line.channel(name).on('message', (payload) => got.push(payload))
      line.channel('all').on('message', (payload) => got.push(payload))
      await line.ready()
    },
    { url, name, worker },
  )

export const got = (page: Page) => page.evaluate(() => (window as unknown as { got: unknown[] }).got)

/** Where its engine is, and why not elsewhere. */
export const where = (page: Page) =>
  page.evaluate(() => {
    const { worker, workerFallback } = held().stats()
    return workerFallback === undefined ? worker : `${worker}: ${workerFallback}`
  })

/** Subscribes and unsubscribes, as the server heard it. */
export const heard = ({ received }: Server, type: string) =>
  received
    .map((text) => JSON.parse(text) as { type: string; channel: string })
    .filter((message) => message.type === type)
    .map(({ channel }) => channel)
    .sort()
