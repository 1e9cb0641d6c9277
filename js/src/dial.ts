import type { Destination } from './engine-client.js'
import { ConnectionError } from './errors.js'
import { encode } from './json.js'
import type { Address, ClientOptions, MessageMap, WebSocketConstructor } from './types.js'
import { socketUrl } from './url.js'

type Part = unknown

/** Asks the providers, all of them anew. At once, where none has to wait. */
export function destination(url: Address, options: ClientOptions<MessageMap>): Destination | Promise<Destination> {
  const parts = [url, options.protocols, options.hello].map(ask)
  return parts.some(isPromise) ? Promise.all(parts).then(write) : write(parts)
}

const ask = (provider: Part): Part => (typeof provider === 'function' ? (provider as () => Part)() : provider)

const isPromise = (value: Part) => value instanceof Object && 'then' in value

function write([url, protocols, hello]: Part[]): Destination {
  return {
    url: socketUrl(url as string | URL),
    protocols: [(protocols ?? []) as string | string[]].flat().join(','),
    hello: hello === undefined ? '' : greeting(hello),
  }
}

function greeting(hello: unknown): string {
  const written = encode(hello)
  if (typeof written !== 'string') throw new ConnectionError('not-serializable', 'A hello is a text or JSON, not bytes')
  return written
}

/** Looked up at every dial: it may be mocked, or come later. */
export function socketConstructor(given: WebSocketConstructor | undefined): WebSocketConstructor {
  const found = given ?? (globalThis as { WebSocket?: WebSocketConstructor }).WebSocket
  if (!found) throw new ConnectionError('bad-option', 'There is no WebSocket here: give one as options.WebSocket')
  return found
}
