import { type Browser, chromium, type Page } from 'playwright-core'

export const executable = process.env.CHROMIUM ?? '/usr/bin/chromium'

export const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const launch = (more: string[] = []) =>
  chromium.launch({
    executablePath: executable,
    args: [...flags, ...more],
  })

/** A page of a profile of its own, with everything that went wrong in it. */
export async function openPage(browser: Browser, url: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const complaints = listen(page)
  await page.goto(url)
  await page.waitForFunction(() => 'hawser' in window)
  return { page, complaints }
}

export function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.text()} ${message.location().url}`)
  })
  return complaints
}
