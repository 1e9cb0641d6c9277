// Takes the pictures of the README: `npm run build -w web && npm run screenshots -w web`.
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { filmRecovery } from './screenshots/recovery.mjs'
import { setStage } from './screenshots/stage.mjs'

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url))
const wide = { width: 1280, height: 800 }
const stage = await setStage()

/** @param {string} name @param {Buffer} picture */
const keep = (name, picture) => writeFile(`${folder}${name}`, picture)

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function chat() {
  const page = await stage.open('/chat', { viewport: wide, colorScheme: 'light' })
  stage.crew.grace.types()
  await page.getByText('Grace is typing').waitFor()
  await keep('chat.png', await page.screenshot())
  await page.close()
}

async function live() {
  const page = await stage.open('/live', { viewport: { ...wide, height: 1040 }, colorScheme: 'dark' })
  await page.getByRole('button', { name: '1,000 a second' }).click()
  await page.mouse.move(0, 0)
  await pause(25_000)
  await keep('live.png', await page.screenshot())
  await page.close()
}

async function lab() {
  const page = await stage.open('/lab', { viewport: { ...wide, height: 1040 }, colorScheme: 'dark' })
  await pause(12_000)
  for (const label of ['Drop', 'Close with', 'Refuse next']) {
    await page.getByRole('status').getByText('Connected').waitFor()
    await pause(6000)
    await page.getByRole('button', { name: label, exact: true }).click()
  }
  await pause(3000)
  await page.mouse.move(0, 0)
  await keep('lab.png', await page.screenshot())
  await page.close()
}

await mkdir(folder, { recursive: true })
await chat()
await keep('recovery.gif', await filmRecovery(stage))
await live()
await lab()
await stage.strike()
