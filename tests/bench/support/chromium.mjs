// Chromium by raw CDP, without the Network domain: reporting every frame would cost more than the work itself.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
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
    port,
    open: (url) => openPage(port, url),
    close: async () => {
      const gone = once(chromium, 'exit')
      chromium.kill()
      await gone
      // Its children may still write.
      await rm(profile, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}

async function portOf(chromium) {
  for await (const line of createInterface(chromium.stderr)) {
    const found = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(line)
    if (found) return Number(found[1])
  }
  throw new Error('Chromium ended before it listened')
}

const isOutside = ({ callFrame }) => ['(root)', '(program)', '(idle)'].includes(callFrame.functionName)

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
    /** Seconds of script, collections included, while the work is done: by V8's sampling profiler. */
    scriptTime: async (work) => {
      await page.Profiler.enable()
      await page.Profiler.setSamplingInterval({ interval: 100 })
      await page.Profiler.start()
      await work()
      const { profile } = await page.Profiler.stop()
      const outside = new Set(profile.nodes.filter(isOutside).map(({ id }) => id))
      const times = profile.timeDeltas.filter((_, index) => !outside.has(profile.samples[index]))
      return times.reduce((sum, time) => sum + time, 0) / 1e6
    },
    /** Bytes after a collection; `memory` of the page is its wasm's, where there is one. */
    memory: async () => {
      await page.HeapProfiler.collectGarbage()
      const { usedSize } = await page.Runtime.getHeapUsage()
      const { result } = await page.Runtime.evaluate({ expression: 'window.memory?.buffer.byteLength ?? 0' })
      return { heap: usedSize, wasm: result.value }
    },
    close: async () => {
      await connect.Close({ port, id: target.id })
      await page.close()
    },
  }
}
