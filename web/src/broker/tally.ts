import type { CentrifugoChannel, SubscribedContext } from 'hawser'
import { channelOf } from '../chat/chat-state'
import { rooms } from '../chat/rooms'
import { broker } from '../connection/client'
import type { LogEntry } from '../connection/protocol'
import { record } from '../connection/recorder'
import { createStore } from '../connection/store'

/** What became of what the broker keeps, since the page was opened. */
export interface Tally {
  /** Entries of the ship's log. */
  readonly received: number
  /** Messages that were published while there was no line, and came all the same. */
  readonly recovered: number
  /** Numbers that are missing in the log. */
  readonly lost: number
  /** Numbers that came twice, or late. */
  readonly doubled: number
  /** How often it was announced that something can't be recovered. */
  readonly holes: number
}

export const tally = createStore<Tally>({ received: 0, recovered: 0, lost: 0, doubled: 0, holes: 0 })

const add = (more: Partial<Tally>) => {
  const now = tally.get()
  const sums = Object.entries(more).map(([what, n]) => [what, now[what as keyof Tally] + n] as const)
  tally.set({ ...now, ...Object.fromEntries(sums) })
}

/** Counts what is recovered in a channel: what is told together with the news that it is subscribed again. */
function watch(channel: CentrifugoChannel) {
  let missed: number | undefined
  channel.on('message', () => {
    if (missed !== undefined) missed += 1
  })
  channel.on('subscribed', ({ wasRecovering, recovered }: SubscribedContext) => {
    if (!wasRecovering) return
    missed = 0
    queueMicrotask(() => {
      const detail = `${channel.name}: ${missed}`
      record({ direction: 'event', type: recovered ? 'recovered' : 'not recovered', detail })
      add(recovered ? { recovered: missed ?? 0 } : { holes: 1 })
      missed = undefined
    })
  })
  return channel
}

/** Follows the log's numbers: they are the server's, so they tell also what the client doesn't know. */
function count(log: CentrifugoChannel) {
  let last: LogEntry | undefined
  log.on('entry', (entry) => {
    const { run, n } = entry as LogEntry
    const isNext = !last || last.run !== run || n === last.n + 1
    if (isNext) add({ received: 1 })
    else add(n > (last?.n ?? 0) ? { received: 1, lost: n - (last?.n ?? 0) - 1 } : { doubled: 1 })
    if (!last || last.run !== run || n > last.n) last = { run, n }
  })
}

/** Counts for as long as the page is there. */
export function keepTally() {
  if (!broker) return
  count(watch(broker.channel('log:ship')))
  for (const { name } of rooms) watch(broker.channel(channelOf(name)))
}
