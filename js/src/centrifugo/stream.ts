import type { Live } from '../hub.js'
import { halvesOf, offsetOf } from '../offset.js'
import type { SubscribedContext } from './client-types.js'
import type { Position } from './options.js'

/** How far a page has come in the stream of a channel. */
export class Stream {
  readonly epoch: string
  /** What follows can be recovered. */
  isRecoverable: boolean
  #low: number
  #high: number
  /** The newest that arrived, while it is checked whether it is valid. */
  #checked: { readonly offset: bigint; readonly live: Live } | undefined

  constructor({ epoch, offset }: Position, isRecoverable: boolean) {
    this.epoch = epoch
    this.isRecoverable = isRecoverable
    ;[this.#low, this.#high] = halvesOf(offset)
  }

  get position(): Position {
    return { offset: offsetOf(this.#low, this.#high), epoch: this.epoch }
  }

  has(low: number, high: number): boolean {
    return high < this.#high || (high === this.#high && low <= this.#low)
  }

  /** After a publication was dispatched. */
  advance(low: number, high: number): void {
    if (this.has(low, high)) return
    this.#low = low
    this.#high = high
  }

  /** It is dispatched later, unless the user hangs up. */
  check(low: number, high: number, live: Live): void {
    this.#checked = { offset: offsetOf(low, high), live }
  }

  /** Whether nothing is missing before that position. */
  reaches({ epoch, offset }: Position): boolean {
    const { position } = this
    const isChecked = this.#checked !== undefined && this.#checked.live() && this.#checked.offset >= offset
    return epoch === this.epoch && (position.offset >= offset || isChecked)
  }
}

/**
 * Where the stream goes on once the channel is subscribed, and what that means to this page. The engine says where it begins; but it
 * may have come farther than the page, which hung up meanwhile, or shares it with others.
 */
export function begin(
  stream: Stream | undefined,
  context: SubscribedContext,
): { readonly stream: Stream | undefined; readonly context: SubscribedContext } {
  const { position, recoverable, positioned, wasRecovering, recovered } = context
  if (!position || !(recoverable || positioned)) return { stream: undefined, context }
  // A hole that the server tells is one, wherever the page is: it may have called our state invalid.
  const isHole = wasRecovering && !recovered
  if (!stream?.isRecoverable || isHole) return { stream: new Stream(position, recoverable), context }
  const goesOn = stream.reaches(position)
  // A channel that recovers its newest publication alone does so in any history.
  const isWhole = goesOn || (recovered && stream.epoch !== position.epoch)
  if (goesOn) stream.isRecoverable = recoverable
  return {
    stream: goesOn ? stream : new Stream(position, recoverable),
    context: { ...context, wasRecovering: true, recovered: isWhole },
  }
}
