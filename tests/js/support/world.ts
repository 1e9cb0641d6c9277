import {
  type Client,
  type ClientOptions,
  createClient,
  load,
  type MessageMap,
  type Untyped,
  type WebSocketConstructor,
} from 'hawser'
import { it, onTestFinished, vi } from 'vitest'
import { network } from './network.js'

const events = [
  'open',
  'close',
  'error',
  'message',
  'binary',
  'reconnecting',
  'reconnect-failed',
  'status',
  'drain',
] as const

/** What a client told, as one list. Only asks for what it lists: nobody hears `message` unless it is asked for. */
export function record(
  client: Client,
  names: readonly string[] = events.filter((name) => name !== 'message' && name !== 'binary'),
) {
  const told: unknown[] = []
  for (const name of names) client.on(name, (value: unknown) => told.push([name, brief(value)]))
  return told
}

const brief = (value: unknown) => (value instanceof Error ? (value as { code?: string }).code : value)

/** `HAWSER_REMOTE=1` runs the same tests with the engine behind the wire of a worker, which delivers at once. */
export const isRemote = process.env.HAWSER_REMOTE !== undefined

/** A test of what is otherwise there: a fate that is known at once, figures of this moment, the very object that came. */
export function itHere(name: string, test: () => void | Promise<void>): void {
  if (!isRemote) it(name, test)
}

async function made<In extends MessageMap, Out extends MessageMap>(
  url: Parameters<typeof createClient>[0],
  options: ClientOptions<In>,
): Promise<Client<In, Out>> {
  if (!isRemote) return load(options?.protocol && 'centrifugo').then(() => createClient<In, Out>(url, options))
  const [{ remote }, slim] = await Promise.all([import('./remote.js'), import('hawser/slim')])
  const { load: engine } = await remote(options.WebSocket as WebSocketConstructor)
  return slim.createClient<In, Out>(url, { ...options, engine: engine() })
}

/** A client on a network of its own; the engine is there already. Destroyed after the test. */
export async function world<In extends MessageMap = Untyped, Out extends MessageMap = Untyped>(
  options: ClientOptions<In> = {},
  url: Parameters<typeof createClient>[0] = 'ws://host/ws',
) {
  const net = network()
  const client = await made<In, Out>(url, { WebSocket: net.WebSocket, ...options })
  onTestFinished(() => client.destroy())
  return { client, net }
}

/** The same with an open link, and what was sent so far forgotten. */
export async function online<In extends MessageMap = Untyped, Out extends MessageMap = Untyped>(
  options: ClientOptions<In> = {},
) {
  const made = await world<In, Out>(options)
  made.client.connect()
  made.net.last.opens()
  made.net.last.sent.length = 0
  return made
}

/** From here on time stands still until it is wound. */
export function windClock(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'Date'] })
  onTestFinished(() => void vi.useRealTimers())
}

/** Errors that listeners threw, which would be reported as uncaught. */
export function uncaught(): unknown[] {
  const errors: unknown[] = []
  vi.stubGlobal('reportError', (error: unknown) => errors.push(error))
  onTestFinished(() => void vi.unstubAllGlobals())
  return errors
}

/** What the dice say, from 0 to 1: of the interval of a heartbeat a link draws all with 0, and half with 1. */
export function roll(value: number): void {
  const dice = vi.spyOn(Math, 'random').mockReturnValue(value)
  onTestFinished(() => dice.mockRestore())
}

/** What it throws; `undefined`: nothing. */
export const errorOf = (run: () => unknown): unknown => {
  try {
    run()
  } catch (error) {
    return error
  }
  return undefined
}

export const codeOf = (run: () => unknown): unknown => (errorOf(run) as { code?: string } | undefined)?.code

export const tick = () => new Promise<void>((resolve) => setImmediate(resolve))
