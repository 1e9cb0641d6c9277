// What Chromium says of a page's main thread: processor time, whoever else wants the processor.
import connect from 'chrome-remote-interface'

export async function openPage(port, url) {
  const target = await connect.New({ port, url: 'about:blank' })
  const page = await connect({ port, target })
  await page.Page.enable()
  await page.Performance.enable({ timeDomain: 'threadTicks' })
  await page.Page.navigate({ url })
  await page.Page.loadEventFired()
  const run = async (expression) => {
    const told = await page.Runtime.evaluate({ expression, awaitPromise: true, returnByValue: true })
    const { result, exceptionDetails } = told
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }
  const metrics = async () => {
    const found = await page.Performance.getMetrics()
    return Object.fromEntries(found.metrics.map(({ name, value }) => [name, value]))
  }
  return {
    run,
    /** Calls a method of `globalThis.bench`. */
    call: (method, ...args) =>
      run(`bench.${method}(${args.map((it) => JSON.stringify(it) ?? 'undefined').join(', ')})`),
    /** Microseconds of script and of all tasks while the work is done. */
    time: async (work) => {
      const before = await metrics()
      const value = await work()
      const after = await metrics()
      const spent = (name) => (after[name] - before[name]) * 1e6
      return { value, script: spent('ScriptDuration'), task: spent('TaskDuration') }
    },
    /** Bytes in use after a collection: of objects, of buffers, and of wasm, whose memory grows by whole pages. */
    heap: async () => {
      await page.HeapProfiler.collectGarbage()
      const { usedSize, backingStorageSize = 0 } = await page.Runtime.getHeapUsage()
      return { objects: usedSize, buffers: backingStorageSize, wasm: await run('wasmBytes()') }
    },
    close: async () => {
      await connect.Close({ port, id: target.id })
      await page.close()
    },
  }
}
