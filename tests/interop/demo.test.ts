import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { flags } from '../browser/support/chromium.js'

let demo: ChildProcess
let site: string
let browser: Browser

/** Starts what `npm run demo:centrifugo` starts once everything is built. */
async function start() {
  const script = fileURLToPath(new URL('../../web/start-centrifugo.mjs', import.meta.url))
  demo = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, PORT: '0' } })
  for await (const line of createInterface({ input: demo.stdout as NodeJS.ReadableStream })) {
    const found = /demo on Centrifugo is at (\S+)\//.exec(line)?.[1]
    if (found) return found
  }
  throw new Error('the demo did not start')
}

/** A tab of somebody. */
async function board(name: string, path = '/chat'): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.addInitScript((given) => sessionStorage.setItem('name', given), name)
  await page.goto(`${site}${path}`)
  await page.getByRole('status').getByText('Connected').waitFor()
  return page
}

async function say(page: Page, text: string) {
  await page.fill('#text', text)
  await page.keyboard.press('Enter')
}

const order = (path: string, body: object, origin = site) =>
  fetch(`${site}${path}`, { method: 'POST', headers: { origin }, body: JSON.stringify(body) })

const figure = async (page: Page, name: string) =>
  Number((await page.locator(`[data-count="${name}"]`).innerText()).replaceAll(',', ''))

beforeAll(async () => {
  site = await start()
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags })
})
afterAll(async () => {
  await browser?.close()
  demo?.kill('SIGKILL')
})

it('gives tokens that expire, to its own pages only', async () => {
  const who = { user: 'somebody-1', name: 'Somebody' }
  expect((await order('/token', who, 'https://evil.example')).status).toBe(403)
  expect((await order('/token', { user: 'x' })).status).toBe(400)

  const { token } = (await (await order('/token', who)).json()) as { token: string }
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  expect(claims).toMatchObject({ sub: 'somebody-1', info: { name: 'Somebody' }, exp: expect.any(Number) })
})

it('lets its pages dial the nodes of the broker, and nobody else', async () => {
  const { broker } = (await (await fetch(`${site}/config.json`)).json()) as { broker: { nodes: { url: string }[] } }
  const policy = (await fetch(site)).headers.get('content-security-policy') ?? ''
  const dialled = /connect-src ([^;]*)/.exec(policy)?.[1]?.split(' ')
  expect(dialled).toEqual(["'self'", ...broker.nodes.map(({ url }) => new URL(url).origin)])
})

it('two pages chat, and go on when their node is killed: nothing is lost', async () => {
  const [ann, bob] = [await board('Ann'), await board('Bob')]
  await ann.getByText('Bob', { exact: true }).waitFor()
  await say(ann, 'Ahoy')
  await bob.getByText('Ahoy').waitFor()
  await ann.getByRole('img', { name: 'Confirmed' }).waitFor()
  await expect.poll(() => figure(bob, 'Log entries')).toBeGreaterThan(0)

  // Bob can't dial until something was published that he has to recover: he may be back sooner than the next log entry.
  await bob.context().setOffline(true)
  await ann.getByRole('button', { name: 'Kill node A' }).click()
  await ann.getByRole('button', { name: 'Start node A' }).waitFor()
  await say(ann, 'Still there?')
  const before = await figure(ann, 'Log entries')
  await expect.poll(() => figure(ann, 'Log entries')).toBeGreaterThan(before)
  await bob.context().setOffline(false)
  await bob.getByText('Still there?').waitFor()
  await say(bob, 'On the other node')
  await ann.getByText('On the other node').waitFor()

  for (const page of [ann, bob]) {
    expect(await page.getByRole('radio', { name: 'Node B' }).isChecked()).toBe(true)
    expect([await figure(page, 'Lost'), await figure(page, 'Not recovered')]).toEqual([0, 0])
    for (const text of ['Ahoy', 'Still there?', 'On the other node'])
      expect(await page.locator('.said-text', { hasText: text }).count()).toBe(1)
  }
  await expect.poll(() => figure(bob, 'Recovered')).toBeGreaterThan(0)
  await ann.context().close()
  await bob.context().close()
})

it('shows quotes, each by itself and as the difference of all of them', async () => {
  const page = await board('Liv', '/live')
  await page.getByRole('table', { name: 'Quotes' }).getByRole('rowheader').first().waitFor()
  await page.getByRole('radio', { name: 'All prices, delta' }).check()
  await expect.poll(() => page.getByRole('table', { name: 'Quotes' }).getAttribute('aria-rowcount')).toBe('501')
  await page.context().close()
})

it('ends with everything that it started', async () => {
  const { broker } = (await (await fetch(`${site}/config.json`)).json()) as { broker: { nodes: { url: string }[] } }
  demo.kill('SIGTERM')
  expect(await once(demo, 'exit')).toEqual([0, null])
  for (const { url } of broker.nodes) await expect(fetch(url.replace('ws:', 'http:'))).rejects.toThrow('fetch failed')
})
