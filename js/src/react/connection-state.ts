import { allOff } from '../all-off.js'
import type { ConnectionError } from '../errors.js'
import { createStore, type Snapshots } from '../store.js'
import type { CloseInfo, RetryInfo, Status } from '../types.js'
import { perClient } from './per-client.js'
import type { AnyClient } from './source.js'

/** What events tell of a connection. */
export interface ConnectionState {
  readonly status: Status
  /** `status` is `open`. */
  readonly isConnected: boolean
  /**
   * The attempt that is planned or under way, by its number: 1 for the first after a stable link, 0 while a link is open.
   * `stats.attempts` goes on counting until the link is stable.
   */
  readonly attempt: number
  /** When the next attempt starts, as `Date.now()` counts: for a countdown. `stats.nextAttempt` is the time that is left. */
  readonly nextAttempt: number | undefined
  /** The last failure, until a link is open again. */
  readonly error: ConnectionError | undefined
  /** How the last link ended, until another one is open: its code says why, where the server gave one. */
  readonly lastClose: CloseInfo | undefined
}

export const idle: ConnectionState = {
  status: 'idle',
  isConnected: false,
  attempt: 0,
  nextAttempt: undefined,
  error: undefined,
  lastClose: undefined,
}
type Trouble = Pick<ConnectionState, 'attempt' | 'nextAttempt' | 'error' | 'lastClose'>

const calm: Trouble = { attempt: 0, nextAttempt: undefined, error: undefined, lastClose: undefined }

/** The state of a client, as a store. */
export const stateOf: (client: AnyClient) => Snapshots<ConnectionState> = perClient((client) => {
  let trouble = calm
  const planned = ({ attempt, delay }: RetryInfo) => ({ ...trouble, attempt, nextAttempt: Date.now() + delay })

  return createStore({
    initial: idle,
    read: (before) => {
      const now = { ...trouble, status: client.status, isConnected: client.isConnected }
      return same(before, now) ? before : now
    },
    start: (touched) => {
      const note = (next: Trouble) => {
        trouble = next
        touched()
      }
      if (client.status === 'waiting') trouble = planned(planOf(client))
      return allOff(
        client.on('status', (status) => note(after(status, trouble))),
        client.on('reconnecting', (retry) => note(planned(retry))),
        client.on('error', (error) => note({ ...trouble, error })),
        client.on('close', (lastClose) => note({ ...trouble, lastClose })),
      )
    },
  })
})

/** What is left of the trouble in a status. */
function after(status: Status, trouble: Trouble): Trouble {
  if (status === 'open') return calm
  if (status === 'idle') return { ...calm, lastClose: trouble.lastClose }
  return status === 'waiting' ? trouble : { ...trouble, nextAttempt: undefined }
}

function planOf(client: AnyClient): RetryInfo {
  const { attempts, nextAttempt = 0 } = client.stats()
  return { attempt: attempts, delay: nextAttempt }
}

const same = (a: ConnectionState, b: ConnectionState) =>
  (Object.keys(a) as (keyof ConnectionState)[]).every((key) => Object.is(a[key], b[key]))
