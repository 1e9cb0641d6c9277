import { animate } from './animate.mjs'
import { Camera } from './camera.mjs'

/** @typedef {Awaited<ReturnType<typeof import('./stage.mjs').setStage>>} Stage */
/** @typedef {import('playwright-core').Page} Page */

// A link that lasted 5 s comes back by the wide window; the delay is drawn from it, and some are too short for a picture.
const stable = 6000
const mostTakes = 8

/** Pulling the plug, writing on, and seeing it go out: as an animated picture. @param {Stage} stage */
export async function filmRecovery({ crew, open }) {
  for (let takes = 0; takes < mostTakes; takes++) {
    const page = await open('/chat', { viewport: { width: 900, height: 600 }, colorScheme: 'light' })
    const camera = await film(page, () => crew.jeanne.says('And here it is.'))
    await page.close()
    if (camera) return animate(camera.frames)
  }
  throw new Error('The line came back too soon every time')
}

/** @param {Page} page @param {() => void} answer @returns the film, if the line was down for long enough */
async function film(page, answer) {
  const camera = new Camera(page)
  const text = page.locator('#text')
  await text.focus()
  await page.waitForTimeout(stable)
  await camera.roll(800)

  await page.getByRole('button', { name: 'Pull the plug' }).click()
  await text.focus()
  await camera.roll(600)
  await camera.type('Written without a line.')
  await camera.shoot()
  if (!(await page.getByText('Waits for the line').isVisible())) return undefined

  const back = page.getByRole('status').getByText('Connected')
  await camera.roll(15_000, () => back.isVisible())
  await camera.roll(900)
  answer()
  await camera.roll(900)
  camera.hold(2500)
  return camera
}
