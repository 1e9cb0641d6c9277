import { expect, it } from 'vitest'
import { lay } from './support/proxy.js'
import { serve } from './support/server.js'
import { createStage } from './support/stage.js'

const stage = createStage()

const where = [
  ['', false],
  [', in a worker', true],
] as const

it.each(where)(
  'comes back after the server is killed and restarted, with what was sent meanwhile%s',
  async (_, worker) => {
    const page = await stage.harness()
    const first = await serve()
    await page.evaluate(
      async ({ url, worker }) => {
        const reconnect = { first: 100, spread: 200, longest: 300 }
        await hold(hawser.createClient(url, { worker, reconnect })).ready()
      },
      { url: first.url, worker },
    )

    await first.kill()
    const fate = await page.evaluate(async () => {
      await until(() => held().status !== 'open')
      return held().send({ type: 'late' }).fate
    })
    const second = await stage.keep(serve({ port: first.port }))
    const lines = await page.evaluate(async () => {
      await held().ready()
      await until(() => held().stats().queued === 0)
      return happened()
    })

    expect(fate).toBe('queued')
    expect(lines.filter(([event]) => event === 'open' || event === 'close')).toEqual([
      ['open', false],
      ['close', { code: 1006, reason: '', wasClean: false }],
      ['open', true],
    ])
    await expect.poll(() => second.received).toEqual(['{"type":"late"}'])
  },
)

it('notices a half-open link within the bounds of the heartbeat, and redials', async () => {
  const server = await stage.keep(serve())
  const proxy = await stage.keep(lay(server.port))
  const page = await stage.harness()
  await page.evaluate(async (url) => {
    await hold(
      hawser.createClient(url, {
        heartbeat: { interval: 300, timeout: 300 },
        reconnect: { first: 50, spread: 50 },
      }),
    ).ready()
    await until(() => held().stats().rtt !== undefined)
  }, proxy.url)

  proxy.goSilent()
  await page.evaluate(() => {
    held().send({ type: 'into the void' })
    return until(() => held().status !== 'open')
  })
  proxy.mend()
  await page.evaluate(() => held().ready())

  expect(server.opened()).toBe(2)
})

it('reports every message on a half-open link: sent before it was noticed, queued after', async () => {
  const server = await stage.keep(serve())
  const proxy = await stage.keep(lay(server.port))
  const page = await stage.harness()
  await page.evaluate(async (url) => {
    await hold(
      hawser.createClient(url, {
        heartbeat: { interval: 200, timeout: 200 },
        reconnect: { first: 50, spread: 50 },
      }),
    ).ready()
  }, proxy.url)

  proxy.goSilent()
  const fates = await page.evaluate(async () => {
    const before = held().send({ type: 'before' }).fate
    await until(() => held().status !== 'open')
    const after = held().send({ type: 'after' }).fate
    return { before, after }
  })
  proxy.mend()

  expect(fates).toEqual({ before: 'sent', after: 'queued' })
  await expect.poll(() => server.received.filter((text) => text.includes('after'))).toEqual(['{"type":"after"}'])
  expect(server.received).not.toContain('{"type":"before"}')
})

it('keeps its socket while offline and probes it when online again', async () => {
  const server = await stage.keep(serve())
  const page = await stage.harness()
  await page.evaluate(async (url) => {
    await hold(hawser.createClient(url, { heartbeat: { interval: 60_000, hidden: 60_000, timeout: 1000 } })).ready()
  }, server.url)

  await page.context().setOffline(true)
  await page.evaluate(() => until(() => !navigator.onLine))
  const whileOffline = await page.evaluate(() => held().status)
  await page.context().setOffline(false)
  await expect.poll(() => server.received).toContain('{"type":"ping"}')

  const lines = await page.evaluate(() => happened())
  expect(whileOffline).toBe('open')
  expect(lines).toEqual([['open', false]])
})

it('dials at once when online comes while it waits', async () => {
  const page = await stage.harness()
  const first = await serve()
  await page.evaluate(async (url) => {
    await hold(
      hawser.createClient(url, {
        reconnect: { first: 200, spread: 60_000, longest: 60_000, stable: 0, jitter: 'none' },
      }),
    ).ready()
    await pause(20)
  }, first.url)
  await page.context().setOffline(true)
  await first.kill()
  await page.evaluate(() => until(() => held().status === 'waiting'))
  const server = await stage.keep(serve({ port: first.port }))
  await page.context().setOffline(false)

  await expect.poll(() => server.opened(), { timeout: 5000 }).toBe(1)
})
