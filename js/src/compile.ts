import { ConnectionError, type EngineFailure } from './errors.js'
import { because, wordsOf } from './faults.js'

/** Where the compiled engine is: an address, a response, its bytes, or a module that is compiled already. */
export type EngineSource = Fetched | WebAssembly.Module

// Not an `Exclude`: to the type system everything is a `WebAssembly.Module`.
export type Fetched = URL | string | Response | ArrayBuffer | Uint8Array<ArrayBuffer>

/** @throws ConnectionError `engine-failed`, with the reason */
export async function compile(source: EngineSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source
  const bytes = await fetched(source)
  try {
    return await (isBytes(bytes) ? WebAssembly.compile(bytes) : streamed(bytes))
  } catch (error) {
    throw failure(error)
  }
}

// Asked first: where there are only bytes, as under jsdom, there may be no `Response` to compare with.
export const isBytes = (source: object | string): source is ArrayBuffer | Uint8Array<ArrayBuffer> =>
  ArrayBuffer.isView(source) || source instanceof ArrayBuffer

export async function fetched(source: Fetched): Promise<Response | ArrayBuffer | Uint8Array<ArrayBuffer>> {
  if (isBytes(source)) return source
  const response = source instanceof Response ? source : await request(source)
  if (!response.ok) throw unreachable(`status ${response.status}`)
  return response
}

const request = (address: URL | string) =>
  fetch(address).catch((cause: unknown) => {
    const isFile = String(address).startsWith('file:')
    throw isFile ? unreachable(noFiles, cause, false) : unreachable('no response', cause)
  })

const noFiles = 'nothing is fetched from a file: address here; read the file and give its bytes'

/** Streaming takes that one type, without parameters. Servers that don't know it are common: their bytes are as good. */
async function streamed(response: Response): Promise<WebAssembly.Module> {
  const type = response.headers.get('content-type')?.toLowerCase()
  if (type === 'application/wasm' && 'compileStreaming' in WebAssembly) return WebAssembly.compileStreaming(response)
  return WebAssembly.compile(await body(response))
}

export const body = (response: Response) =>
  response.arrayBuffer().catch((cause: unknown) => {
    throw unreachable('the transfer broke off', cause)
  })

const unreachable = (why: string, cause?: unknown, temporary = true) =>
  new ConnectionError('engine-failed', `The engine could not be fetched: ${why}`, {
    reason: 'network',
    cause,
    temporary,
  })

const hints: Partial<Record<EngineFailure, string>> = {
  csp: "The page's Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to its script-src",
  compile: 'The engine does not compile here: it needs WebAssembly with SIMD',
  memory: 'There is no memory for the engine',
}

/** What every engine says differently, in a word. */
export function failure(cause: unknown): ConnectionError {
  if (cause instanceof ConnectionError) return cause
  const reason = reasonOf(cause)
  const hint = hintOf(reason, cause)
  return new ConnectionError('engine-failed', hint ?? because('The engine failed', wordsOf(cause)), { reason, cause })
}

function hintOf(reason: EngineFailure, cause: unknown): string | undefined {
  if (/magic|\\0asm/i.test(String(cause))) return 'What was fetched is no WebAssembly: is the address the right one?'
  return reason !== 'compile' || cause instanceof WebAssembly.CompileError ? hints[reason] : undefined
}

function reasonOf(cause: unknown): EngineFailure {
  const message = String(cause)
  if (/content.?security|\bcsp\b|unsafe-eval|disallowed by embedder/i.test(message)) return 'csp'
  if (cause instanceof RangeError || /out of memory|could not allocate/i.test(message)) return 'memory'
  return 'compile'
}
