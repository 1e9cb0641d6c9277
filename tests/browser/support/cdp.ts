import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { executable, flags } from './chromium.js'

interface Reply {
  id?: number
  result?: { result?: { value?: unknown }; exceptionDetails?: { exception?: { description?: string } } } & Record<
    string,
    unknown
  >
  error?: { message: string }
}

/**
 * A browser over its bare protocol. Playwright lets every page believe that it is in front and knows no page that comes
 * back from the bfcache, and hidden pages and that cache are what some tests are about.
 */
export async function launchBare(more: string[] = []) {
  const profile = await mkdtemp(join(tmpdir(), 'hawser-chromium-'))
  const child = spawn(executable, [
    '--headless',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    ...flags,
    ...more,
    'about:blank',
  ])
  const gone = once(child, 'exit')
  const wire = new WebSocket(await addressOf(child.stderr))
  await once(wire, 'open')

  const waiting = new Map<number, (reply: Reply) => void>()
  let last = 0
  wire.on('message', (data) => {
    const reply = JSON.parse(String(data)) as Reply
    waiting.get(reply.id ?? 0)?.(reply)
  })
  const send = async (method: string, params: object = {}, sessionId?: string) => {
    const id = ++last
    wire.send(JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) }))
    const { result = {}, error } = await new Promise<Reply>((resolve) => waiting.set(id, resolve))
    if (error) throw new Error(`${method}: ${error.message}`)
    return result
  }

  return {
    /** A tab, in front of the others. */
    open: async (url: string): Promise<Tab> => {
      const { targetId } = await send('Target.createTarget', { url })
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true })
      return new Tab((method, params) => send(method, params, String(sessionId)))
    },
    close: async () => {
      child.kill()
      await gone
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function addressOf(stderr: NodeJS.ReadableStream): Promise<string> {
  let said = ''
  for await (const data of stderr) {
    said += String(data)
    const address = /DevTools listening on (\S+)/.exec(said)?.[1]
    if (address) {
      stderr.resume()
      return address
    }
  }
  throw new Error(`the browser did not start:\n${said}`)
}

export class Tab {
  constructor(readonly send: (method: string, params?: object) => Promise<NonNullable<Reply['result']>>) {}

  /** Runs a function in the page, which gets the argument as JSON; waits for its promise. */
  async evaluate<A, T>(work: (argument: A) => T, argument?: A): Promise<Awaited<T>> {
    const expression = `(${work})(${JSON.stringify(argument)})`
    const answer = await this.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? 'the page threw')
    return answer.result?.value as Awaited<T>
  }

  /** Waits until an expression of the page is true; pages come and go meanwhile. */
  async until(holds: () => boolean, patience = 15_000): Promise<void> {
    const end = Date.now() + patience
    while (!(await this.evaluate(holds).catch(() => false))) {
      if (Date.now() > end) throw new Error(`not within ${patience} ms: ${holds}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
