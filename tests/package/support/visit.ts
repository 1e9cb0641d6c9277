import type { Browser } from 'playwright-core'
import { listen } from '../../browser/support/chromium.js'

/** What a page's title has become when it is neither empty nor `loading`, and what the page complained of. */
export async function visit(browser: Browser, url: string, click?: string) {
  const page = await browser.newPage()
  const complaints = listen(page)
  try {
    await page.goto(url)
    if (click) await page.getByRole('button', { name: click, disabled: false }).click()
    const titled = page.waitForFunction(
      () => document.title && document.title !== 'loading' && document.title,
      undefined,
      { timeout: 20_000 },
    )
    const title = await titled.then(
      (handle) => handle.jsonValue(),
      () => 'nothing happened',
    )
    return { title, complaints }
  } finally {
    await page.close()
  }
}
