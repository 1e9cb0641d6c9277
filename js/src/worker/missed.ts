import { Kind } from '../border.js'
import type { News } from '../engine.js'
import { placed, type Remembered } from './remembered.js'

/** What was let go for a page that read nothing. */
export class Missed {
  #messages = 0
  /** Channels of a broker that went on meanwhile, and whether messages are missing. */
  readonly #channels = new Map<number, boolean>()

  note({ kind, a, b }: News): void {
    if (kind === Kind.context) return
    if (kind === Kind.moved) {
      this.#channels.set(a, this.#channels.get(a) ?? false)
      return
    }
    this.#messages += 1
    if (placed.has(kind)) this.#channels.set(b, true)
  }

  /** The page has let go of the channel. */
  forget(channel: number): void {
    this.#channels.delete(channel)
  }

  /** The page has let go of them all. */
  forgetAll(): void {
    this.#channels.clear()
  }

  get isEmpty(): boolean {
    return this.#messages === 0 && this.#channels.size === 0
  }

  /** How many messages there were since the last time, and where the channels are now. */
  take(remembered: Remembered): { messages: number; news: News[] } {
    const messages = this.#messages
    this.#messages = 0
    return {
      messages,
      news: [...this.#channels].flatMap(([channel, hasHole]) => this.#told(remembered, channel, hasHole)),
    }
  }

  /** Of a channel that isn't subscribed, that is told once it is. */
  #told(remembered: Remembered, channel: number, hasHole: boolean): News[] {
    const news = remembered.caughtUp(channel, hasHole)
    if (!news) return []
    this.#channels.delete(channel)
    return [news]
  }
}
