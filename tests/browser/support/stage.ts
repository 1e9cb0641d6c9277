import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { launch, openPage } from './chromium.js'
import { serveSite } from './site.js'

/** A browser and a site for the tests of one file; every page is closed after its test. */
export function createStage() {
  let browser: Browser
  let site: Awaited<ReturnType<typeof serveSite>>
  const undo: (() => unknown)[] = []

  beforeAll(async () => {
    ;[browser, site] = await Promise.all([launch(), serveSite()])
  })
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step()
  })
  afterAll(async () => {
    await browser.close()
    site.close()
  })

  /** Undone after the test, last made first. */
  const later = (step: () => unknown) => undo.push(step)
  const keep = async <T extends { kill(): unknown } | { close(): unknown }>(made: Promise<T>): Promise<T> => {
    const thing = await made
    later(() => ('kill' in thing ? thing.kill() : thing.close()))
    return thing
  }
  const open = async (url: string): Promise<{ page: Page; complaints: string[] }> => {
    const opened = await openPage(browser, url)
    later(() => opened.page.context().close())
    return opened
  }

  return {
    keep,
    open,
    /** A page that has the package and the tools of `pages/harness.ts` as globals. */
    harness: async (policy?: string) => (await open(site.harness(policy))).page,
    get browser() {
      return browser
    },
    get site() {
      return site
    },
  }
}
