import type { Destination } from './engine-client.js'
import { ConnectionError } from './errors.js'
import type { Greeting } from './extension.js'
import { encode } from './json.js'
import type { Address, ClientOptions, MessageMap, WebSocketConstructor } from './types.js'
import { socketUrl } from './url.js'

type Part = unknown

/** Asks the providers, all of them anew. At once, where none has to wait. */
export function destination(
  url: Address,
  options: ClientOptions<MessageMap>,
  greet: () => Part = () => plain(options.hello),
): Destination | Promise<Destination> {
  const parts = [url, options.protocols, greet].map(ask)
  return parts.some(isPromise) ? Promise.all(parts).then(write) : write(parts)
}

/** Without a broker: a first message, if any. */
function plain(provider: Part): Part {
  const hello = ask(provider)
  return isPromise(hello) ? (hello as Promise<Part>).then(greeting) : greeting(hello)
}

const ask = (provider: Part): Part => (typeof provider === 'function' ? (provider as () => Part)() : provider)

export const isPromise = (value: Part) => value instanceof Object && 'then' in value

function write([url, protocols, greeting]: Part[]): Destination {
  const { hello, token, subprotocols } = greeting as Greeting
  return {
    url: socketUrl(url as string | URL),
    protocols: [...subprotocols, (protocols ?? []) as string | string[]].flat().join(','),
    hello,
    token,
  }
}

function greeting(hello: unknown): Greeting {
  const written = hello === undefined ? '' : encode(hello)
  if (typeof written !== 'string') throw new ConnectionError('not-serializable', 'A hello is a text or JSON, not bytes')
  return { hello: written, token: '', subprotocols: [] }
}

/** Looked up at every dial: it may be mocked, or come later. */
export function socketConstructor(given: WebSocketConstructor | undefined): WebSocketConstructor {
  const found = given ?? (globalThis as { WebSocket?: WebSocketConstructor }).WebSocket
  if (!found) throw new ConnectionError('bad-option', 'There is no WebSocket here: give one as options.WebSocket')
  return found
}
