import { expect, it } from 'vitest'
import { createStage } from './support/stage.js'

const stage = createStage()

it('two pages chat through the demo’s server', async () => {
  const { createServer } = await import('../../web/server/index.js')
  const server = await stage.keep(createServer())
  const [ann, bob] = [await stage.harness(), await stage.harness()]
  for (const [page, name] of [
    [ann, 'Ann'],
    [bob, 'Bob'],
  ] as const)
    await page.evaluate(
      async ({ url, name }) => {
        const line = hold(hawser.createClient(url, { hello: { type: 'hello', payload: { name } } }))
        const room = line.channel('room:harbour')
        Object.assign(window, { heard: [] })
        room.on('chat', (payload) => (window as unknown as { heard: unknown[] }).heard.push(payload))
        await line.ready()
      },
      { url: server.url, name },
    )

  await ann.evaluate(() =>
    held().send({ type: 'chat', channel: 'room:harbour', payload: { id: crypto.randomUUID(), text: 'ahoy' } }),
  )

  for (const page of [ann, bob])
    await expect
      .poll(() => page.evaluate(() => JSON.stringify((window as unknown as { heard: unknown[] }).heard)))
      .toContain('ahoy')
})
