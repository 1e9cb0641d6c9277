// Takes the picture of the demo on a broker; needs the built site and `bash scripts/broker/install centrifugo`.
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { args } from './screenshots/stage.mjs'
import { createServer } from './server/centrifugo/index.js'

const picture = fileURLToPath(new URL('../docs/images/centrifugo.png', import.meta.url))
const server = await createServer({ folder: fileURLToPath(new URL('dist/', import.meta.url)) })
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args })

/** @param {string} name */
async function board(name) {
  const page = await browser.newPage({
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
  })
  await page.addInitScript((given) => sessionStorage.setItem('name', given), name)
  await page.goto(`http://127.0.0.1:${server.port}/chat`)
  await page.getByRole('status').getByText('Connected').waitFor()
  return page
}

/** @param {import('playwright-core').Page} page @param {string} text */
async function say(page, text) {
  await page.fill('#text', text)
  await page.keyboard.press('Enter')
  await page.locator('.said:not(.open)', { hasText: text }).waitFor()
}

const ada = await board('Ada')
const grace = await board('Grace')
const nansen = await board('Nansen')
await say(grace, 'Morning, all. Both nodes are up, and we are on A.')
await say(nansen, 'Kill it, then. I keep talking.')
// A link that lasted so long comes back by the wide window, and something is published meanwhile.
await ada.waitForTimeout(6000)
await ada.getByRole('button', { name: 'Kill node A' }).click()
await say(nansen, 'This one was written while A was gone.')
await say(grace, 'And here it is, by way of B. Nothing lost, nothing twice.')
await ada.getByText('Nothing lost').waitFor()
await say(ada, 'The log has no hole either: see the figures.')
// Typing is told every 2 s at most.
await ada.waitForTimeout(2000)
await grace.locator('#text').pressSequentially('Redis next')
await ada.getByText('Grace is typing').waitFor()
await ada.screenshot({ path: picture })

await browser.close()
await server.close()
