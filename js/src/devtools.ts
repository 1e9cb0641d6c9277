import { named } from './check.js'
import type { InspectEntry } from './types.js'

type Inspect = (entry: InspectEntry) => void

export interface DevtoolsOptions {
  /** Shown as the name of the instance. @default 'hawser' */
  name?: string
  /** Changes or hides (`undefined`) an entry before it is shown: the place to take secrets out of messages. */
  redact?: (entry: InspectEntry) => InspectEntry | undefined
}

export interface LogOptions {
  /** @default console */
  to?: Pick<Console, 'debug'>
  /** See {@link DevtoolsOptions.redact}. */
  redact?: (entry: InspectEntry) => InspectEntry | undefined
}

interface ReduxDevtools {
  connect(options: { name: string }): { init(state: unknown): void; send(action: object, state: unknown): void }
}

const arrows = { in: '←', out: '→', event: '·' } as const
const keep = (entry: InspectEntry): InspectEntry => entry

/**
 * Shows messages and events in the Redux DevTools, where they are installed: `createClient(url, { inspect: devtools() })`.
 * Neither the query of a URL nor the `hello` is ever shown.
 */
export function devtools(options: DevtoolsOptions = {}): Inspect {
  const { name = 'hawser', redact = keep } = named('the options of devtools', options, ['name', 'redact'])
  const extension = (globalThis as { __REDUX_DEVTOOLS_EXTENSION__?: ReduxDevtools }).__REDUX_DEVTOOLS_EXTENSION__
  const shown = extension?.connect({ name })
  let state: Record<string, unknown> = { status: 'idle' }
  shown?.init(state)
  return (entry) => {
    const redacted = shown && redact(entry)
    if (!redacted) return
    const seen = { ...redacted, detail: writable(redacted.detail) }
    if (seen.direction === 'event') state = { ...state, [seen.type]: seen.detail }
    shown.send({ ...seen, type: `${arrows[seen.direction]} ${seen.type}` }, state)
  }
}

/** The extension writes JSON, which has no place for the offsets and the maps of a broker. */
function writable(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`
  if (value instanceof Map) return [...(value as Map<unknown, unknown>).values()].map(writable)
  if (Array.isArray(value)) return value.map(writable)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, writable(field)]))
}

/** Writes messages and events to the console: `createClient(url, { inspect: log() })`. */
export function log(options: LogOptions = {}): Inspect {
  const { to = console, redact = keep } = named('the options of log', options, ['to', 'redact'])
  return (entry) => {
    const seen = redact(entry)
    if (!seen) return
    const { direction, type, channel, bytes, detail } = seen
    to.debug(
      'hawser',
      arrows[direction],
      type,
      ...[channel, bytes && `${bytes} B`, detail].filter((part) => part !== undefined),
    )
  }
}
