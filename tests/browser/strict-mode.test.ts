import { expect, it } from 'vitest'
import { serve } from './support/server.js'
import { createStage } from './support/stage.js'

const stage = createStage()

it('two components under StrictMode share one connection, and both hear', async () => {
  const server = await stage.keep(serve())
  const { page, complaints } = await stage.open(`${stage.site.origin}/strict?server=${encodeURIComponent(server.url)}`)

  await page.waitForFunction(() =>
    [...document.querySelectorAll('output')].every((line) => line.textContent === 'open'),
  )
  await page.getByRole('button', { name: 'Echo' }).first().click()
  await page.waitForFunction(() =>
    [...document.querySelectorAll('pre')].every((line) => line.textContent?.includes('hi')),
  )
  // Longer than the release of a shared connection takes.
  await page.waitForTimeout(300)

  expect(server.opened()).toBe(1)
  expect(server.received).toEqual(['{"type":"echo","payload":"hi"}'])
  expect(complaints).toEqual([])
})
