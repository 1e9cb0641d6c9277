import { viewed } from '../border.js'
import type { News } from '../engine.js'
import { type Limits, Mailbox } from './mailbox.js'
import type { Endpoint } from './wire.js'

/** A type, a channel or a view that a page wants, by the page's number. */
export interface Wish {
  readonly name: string
  /** Of a channel or a view, as JSON. */
  readonly options: string
  /** The engine's number; 0 while the page isn't aboard. */
  number: number
}

/** A client of a page, as its worker knows it: what it wants, and the way to it. */
export class Member {
  readonly mailbox: Mailbox
  readonly routes = new Map<number, Wish>()
  readonly channels = new Map<number, Wish>()
  /** The engine's numbers of these. */
  readonly heard = new Set<number>()
  readonly held = new Set<number>()
  /** Channels of which it hears all, by their names. */
  readonly hearsAllOf = new Set<string>()
  /** What is kept for it, by its own numbers. */
  readonly views = new Map<number, Wish>()
  unrouted = false
  everything = false
  /** It wants the connection. */
  aboard = false
  /** It comes back from an engine that stopped, and no user asks for a link at once. */
  resumes = false
  /** It was the last one that did, and has hung up. */
  leaving = false
  hidden = false
  /** Its page is gone, without a word. */
  died = false
  /** `performance.now()` when it spoke last. */
  spoke = 0
  /** It is let go, with all that it holds. */
  leave: () => void = () => {}

  /**
   * @param isAlone - it shares the connection with nobody
   * @param wake - called when there is something to flush that was held back
   */
  constructor(endpoint: Endpoint, limits: Limits, isAlone: boolean, wake: () => void) {
    this.mailbox = new Mailbox(endpoint, limits, isAlone, wake)
  }

  hears(route: number, channel: number): boolean {
    if (this.everything) return true
    return route !== viewed && (this.heard.has(route) || this.held.has(channel) || this.unrouted)
  }

  news(news: News): void {
    this.mailbox.news(news, this.everything)
  }
}
