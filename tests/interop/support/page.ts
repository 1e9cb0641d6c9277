import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { launch } from '../../browser/support/chromium.js'
import type { Part, Play } from '../pages/players.js'
import { bundled } from './bundle.js'
import type { Told } from './differences.js'
import type { Backstage } from './world.js'

/** What was told, and how the scenario failed, where it did. */
export interface Played {
  readonly told: Told
  readonly failed?: string
}

const html =
  '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="/players.js"></script>'

async function serve() {
  const server = createServer(async ({ url = '/' }, response) => {
    const script = url.endsWith('.js') && (await readFile(join(bundled, url)).catch(() => undefined))
    response.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html' }).end(script || html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

/** A Chromium that has both clients in one page. The world is made for its origin. */
export async function openPlayers<World extends Backstage & { stop(): Promise<void> }>(
  makeWorld: (origin: string) => Promise<World>,
) {
  const site = await serve()
  const [world, browser] = await Promise.all([makeWorld(site.origin), launch()])
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  await page.exposeFunction('backstage', (name: keyof Backstage, args: never[]) =>
    (world[name] as (...args: never[]) => unknown)(...args),
  )
  await page.goto(site.origin)
  await page.waitForFunction(() => 'play' in window)

  return {
    world,
    page,
    /** Uncaught errors of the page. */
    complaints,
    play: async (part: Part) =>
      JSON.parse(await page.evaluate((part) => (window as unknown as { play: Play }).play(part), part)) as Played,
    close: async () => {
      await browser.close()
      await world.stop()
      site.close()
    },
  }
}
