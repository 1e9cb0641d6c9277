import type { Client } from 'hawser'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { serve } from './support/server.js'
import { createStage } from './support/stage.js'

const stage = createStage()
const cycles = 10_000

/** Every socket that the page makes is remembered weakly. */
const watchSockets = (page: Page) =>
  page.addInitScript(() => {
    const made: WeakRef<WebSocket>[] = []
    class Watched extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols)
        made.push(new WeakRef(this))
      }
    }
    Object.assign(window, {
      WebSocket: Watched,
      sockets: () => ({ made: made.length, alive: made.filter((socket) => socket.deref()).length }),
    })
  })

async function sockets(page: Page) {
  await page.requestGC()
  return page.evaluate(() => (window as unknown as { sockets(): { made: number; alive: number } }).sockets())
}

/** Whatever memory the page's WebAssembly instances export, in bytes. */
const watchMemory = (page: Page) =>
  page.addInitScript(() => {
    const memories: WebAssembly.Memory[] = []
    const instantiate = WebAssembly.instantiate.bind(WebAssembly) as (
      source: BufferSource,
      imports: WebAssembly.Imports,
    ) => Promise<WebAssembly.WebAssemblyInstantiatedSource>
    const watched = async (source: BufferSource, imports: WebAssembly.Imports) => {
      const made = await instantiate(source, imports)
      const { exports } = 'instance' in made ? made.instance : (made as WebAssembly.Instance)
      memories.push(...Object.values(exports).filter((value) => value instanceof WebAssembly.Memory))
      return made
    }
    Object.assign(WebAssembly, { instantiate: watched })
    Object.assign(window, { wasmBytes: () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) })
  })

const wasmBytes = (page: Page) => page.evaluate(() => (window as unknown as { wasmBytes(): number }).wasmBytes())

/** A client for each address opens and closes; every other time it is thrown away for a new one. */
const cycle = (page: Page, urls: string[], times: number) =>
  page.evaluate(
    async ({ urls, times }) => {
      let left = times
      const idle = (client: Client) =>
        new Promise<void>((resolve) => client.on('status', (status) => status === 'idle' && resolve()))
      const worker = async (url: string) => {
        let client = hawser.createClient(url)
        while (left-- > 0) {
          await client.ready()
          client.send({ type: 'hello', payload: left })
          const done = idle(client)
          client.disconnect()
          await done
          if (left % 2) continue
          client.destroy()
          client = hawser.createClient(url)
        }
        client.destroy()
      }
      await Promise.all(urls.map(worker))
    },
    { urls, times },
  )

// A browser dials one socket at a time to each address, and waits a little in between.
const addresses = Array.from({ length: 10 }, (_, index) => `127.0.0.${index + 1}`)

it(`retains no socket and no memory over ${cycles} cycles of open and close`, { timeout: 1_200_000 }, async () => {
  const servers = await Promise.all(addresses.map((host) => stage.keep(serve({ host }, () => {}))))
  const urls = servers.map(({ url }) => url)
  const page = await stage.browser.newPage()
  await watchMemory(page)
  await watchSockets(page)
  await page.goto(stage.site.harness())
  await page.waitForFunction(() => 'hawser' in window)

  await cycle(page, urls, 500)
  const warm = await wasmBytes(page)
  // A browser that collects too late runs out of what it has for sockets, and gives the page up.
  for (let done = 500; done < cycles; done += 500) {
    await cycle(page, urls, 500)
    await page.requestGC()
  }
  const flat = await wasmBytes(page)
  const { made, alive } = await sockets(page)
  await page.context().close()

  expect(servers.reduce((sum, { opened }) => sum + opened(), 0)).toBe(cycles)
  expect(warm).toBeGreaterThan(0)
  expect(flat).toBe(warm)
  expect(made).toBe(cycles)
  expect(alive).toBeLessThanOrEqual(addresses.length)
})
