import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { createServer } from '../server/index.js'
import { createSite } from '../server/site.js'
import { boardCrew, smallTalk } from './crew.mjs'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
export const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The site with a few people in it, and a browser to look at it. */
export async function setStage() {
  const server = await createServer({ site: createSite(dist) })
  const crew = await boardCrew(server.url)
  await smallTalk(crew)
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args })

  /** @param {string} path @param {import('playwright-core').BrowserContextOptions} options */
  const open = async (path, options) => {
    const page = await browser.newPage({ locale: 'en-GB', ...options })
    // The same name in every picture.
    await page.addInitScript(() => sessionStorage.setItem('name', sessionStorage.getItem('name') ?? 'Ada'))
    await page.goto(`http://127.0.0.1:${server.port}${path}`)
    await page.getByRole('status').getByText('Connected').waitFor()
    return page
  }
  const strike = async () => {
    await browser.close()
    for (const member of Object.values(crew)) member.leaves()
    await server.close()
  }
  return { crew, open, strike }
}
