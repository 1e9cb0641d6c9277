import { expect, it } from 'vitest'
import { listen } from './support/chromium.js'
import { serve } from './support/server.js'
import { createStage } from './support/stage.js'

const stage = createStage()
const strict = (server: string) =>
  `default-src 'none'; img-src data:; script-src 'self' 'wasm-unsafe-eval'; connect-src ${server}; require-trusted-types-for 'script'`

it('works under a strict policy without one violation', async () => {
  const server = await stage.keep(serve())
  const { page, complaints } = await stage.open(stage.site.harness(strict(server.url)))
  const { echoed, violations } = await page.evaluate(async (url) => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective))
    const client = hawser.createClient<{ echoed: string }, { echo: string }>(url)
    const echoed = new Promise((resolve) => client.once('echoed', resolve))
    client.connect()
    client.emit('echo', 'hi')
    const result = { echoed: await echoed, violations }
    client.disconnect()
    await pause(100)
    return result
  }, server.url)

  expect(echoed).toBe('hi')
  expect(violations).toEqual([])
  expect(complaints).toEqual([])
})

it('names the policy where it forbids WebAssembly, and can be tried again', async () => {
  const server = await stage.keep(serve())
  const page = await stage.harness(`script-src 'self'; connect-src ${server.url}`)
  const errors = await page.evaluate(async () => {
    const told = (error: unknown) =>
      error instanceof hawser.ConnectionError
        ? { code: error.code, reason: error.reason, message: error.message }
        : String(error)
    return [await hawser.load().catch(told), await hawser.load().catch(told)]
  })

  for (const error of errors)
    expect(error).toEqual({
      code: 'engine-failed',
      reason: 'csp',
      message: expect.stringContaining('wasm-unsafe-eval'),
    })
})

it('says the same to whoever waits for a connection', async () => {
  const server = await stage.keep(serve())
  const page = await stage.harness(`script-src 'self'; connect-src ${server.url}`)
  const complaints = listen(page)
  const code = await page.evaluate(
    (url) =>
      hawser
        .createClient(url)
        .ready()
        .then(
          () => 'open',
          (error) => (error as { code: string }).code,
        ),
    server.url,
  )

  expect(code).toBe('engine-failed')
  // The browser's own line about the policy is not ours to silence; the engine adds none.
  expect(complaints.filter((line) => !line.includes('Content Security Policy'))).toEqual([])
})
