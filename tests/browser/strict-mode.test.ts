import { expect, it } from 'vitest'
import { serve } from './support/server.js'
import { createStage } from './support/stage.js'

const stage = createStage()

it.each([
  ['on this thread', '', 'none'],
  ['in a worker', '&worker', 'dedicated'],
  ['in a shared worker', '&worker=shared', 'shared'],
])('two components under StrictMode share one connection %s, and both hear', async (_, more, where) => {
  const server = await stage.keep(serve())
  const at = `${stage.site.origin}/strict?server=${encodeURIComponent(server.url)}${more}`
  const { page, complaints } = await stage.open(at)

  await page.waitForFunction(() =>
    [...document.querySelectorAll('output')].every((line) => line.textContent === 'open'),
  )
  await page.getByRole('button', { name: 'Echo' }).first().click()
  await page.waitForFunction(() =>
    [...document.querySelectorAll('pre')].every((line) => line.textContent?.includes('hi')),
  )
  // Longer than the release of a shared connection takes.
  await page.waitForTimeout(300)

  expect(await page.locator('em').allTextContents()).toEqual([where, where])
  expect([server.opened(), page.workers().length]).toEqual([1, where === 'dedicated' ? 1 : 0])
  expect(server.received).toEqual(['{"type":"echo","payload":"hi"}'])
  expect(complaints).toEqual([])
})
