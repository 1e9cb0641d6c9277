// Chromium by raw CDP, without the Network domain: reporting every frame would cost more than the work itself.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import connect from 'chrome-remote-interface'

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']

export async function launch() {
  const profile = mkdtempSync(join(tmpdir(), 'hawser-bench-'))
  const args = [...flags, ...quiet, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank']
  const chromium = spawn(process.env.CHROMIUM ?? 'chromium', args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const port = await portOf(chromium)
  return {
    open: (url) => openPage(port, url),
    close: () =>
      new Promise((resolve) => {
        chromium.once('exit', () => {
          rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
          resolve()
        })
        chromium.kill()
      }),
  }
}

async function portOf(chromium) {
  for await (const line of createInterface(chromium.stderr)) {
    const found = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(line)
    if (found) return Number(found[1])
  }
  throw new Error('Chromium ended before it listened')
}

/** A page of its own process; `run` evaluates an expression there and awaits it. */
async function openPage(port, url) {
  const target = await connect.New({ port, url: 'about:blank' })
  const page = await connect({ port, target })
  await page.Page.enable()
  await page.Page.navigate({ url })
  await page.Page.loadEventFired()
  return {
    run: async (expression) => {
      const { result, exceptionDetails } = await page.Runtime.evaluate({
        expression,
        awaitPromise: true,
        returnByValue: true,
      })
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
      return result.value
    },
    close: async () => {
      await connect.Close({ port, id: target.id })
      await page.close()
    },
  }
}
