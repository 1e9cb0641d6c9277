import { states } from './border.js'
import { ConnectionError } from './errors.js'
import { because } from './faults.js'
import { Gate } from './gate.js'
import type { End, Hub, Live } from './hub.js'
import type { Status } from './types.js'

/** Where a client is in its life, and who waits for what. */
export class Life {
  /** Counts the user's hang-ups, and engines that stopped: news of an older epoch are for nobody. */
  epoch = 0
  status: Status = 'idle'
  readonly gate: Gate = new Gate()
  readonly #hub: Hub
  #told: Status = 'idle'
  /** Those who read were told of the end. */
  #isOver = true

  constructor(hub: Hub) {
    this.#hub = hub
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** So at once, and told later. */
  enter(status: Status): void {
    this.status = status
    if (status !== 'open') this.gate.shut()
  }

  /** What the engine says is so at once, also for listeners that hear of something earlier. */
  changed(state: number): void {
    this.enter(states[state] ?? 'failed')
  }

  move(status: Status, live?: Live): void {
    this.enter(status)
    this.tell(status, live)
  }

  /** @returns the status told before */
  tell(status: Status, live?: Live): Status {
    const before = this.#told
    this.#told = status
    if (!ended.has(status)) this.#isOver = false
    if (status !== before) this.#hub.tell('status', status, live)
    return before
  }

  /** Over: for those who wait, if any do, and for those who read. */
  end(how: End, waiting?: Error): void {
    this.#isOver = true
    if (waiting) this.gate.fail(waiting)
    this.#hub.end(how)
  }

  /** Whether what happens now is still for the listeners when they are told. */
  live(): Live {
    const { epoch } = this
    return () => this.epoch === epoch
  }

  /** Nobody wants any more of what is on its way. */
  turnPage(): void {
    this.epoch++
  }

  /** Nobody is told anything from here on: this equals no epoch, not even itself. */
  silence(): void {
    this.epoch = Number.NaN
  }
}

/** No link is there, and none is on its way. */
export const ended: ReadonlySet<Status> = new Set(['idle', 'closing', 'failed'])

/**
 * Why nothing can be sent now: temporary while a link is on its way.
 * @param cause - how the last one failed for good
 */
export function disconnected({ status }: Pick<Life, 'status'>, cause?: ConnectionError, protocolCode?: number) {
  const temporary = !ended.has(status)
  const why = `There is no connection, and ${temporary ? 'this may not wait' : 'none is on its way'}`
  return new ConnectionError('disconnected', because(why, cause?.message ?? ''), {
    temporary,
    protocolCode,
    ...(cause && { cause }),
  })
}
