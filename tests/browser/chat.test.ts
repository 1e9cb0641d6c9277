import { expect, it } from 'vitest'
import { createStage } from './support/stage.js'

const stage = createStage()

const where = [
  ['', { worker: false, told: { fate: 'sent', worker: 'none' } }],
  [', in a worker', { worker: true, told: { fate: 'queued', worker: 'dedicated' } }],
] as const

it.each(where)('two pages chat through the demo’s server%s', async (_, { worker, told }) => {
  const { createServer } = await import('../../web/server/index.js')
  const server = await stage.keep(createServer())
  const [ann, bob] = [await stage.harness(), await stage.harness()]
  for (const [page, name] of [
    [ann, 'Ann'],
    [bob, 'Bob'],
  ] as const)
    await page.evaluate(
      async ({ url, name, worker }) => {
        const line = hold(hawser.createClient(url, { worker, hello: { type: 'hello', payload: { name } } }))
        const room = line.channel('room:harbour')
        Object.assign(window, { heard: [] })
        room.on('chat', (payload) => (window as unknown as { heard: unknown[] }).heard.push(payload))
        await line.ready()
      },
      { url: server.url, name, worker },
    )

  const sent = await ann.evaluate(async () => {
    const payload = { id: crypto.randomUUID(), text: 'ahoy' }
    const receipt = held().send({ type: 'chat', channel: 'room:harbour', payload })
    await receipt.done
    const { worker, workerFallback } = held().stats()
    return { fate: receipt.fate, worker, workerFallback }
  })
  expect(sent).toEqual(told)

  for (const page of [ann, bob])
    await expect
      .poll(() => page.evaluate(() => JSON.stringify((window as unknown as { heard: unknown[] }).heard)))
      .toContain('ahoy')
})
