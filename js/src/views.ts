import { ConnectionError } from './errors.js'
import type { Slot } from './slot.js'
import type { AnyListener, Meta, Off } from './types.js'

/** What the engine is to keep. */
export interface ViewWish {
  /** Where in the payload the key is; without one the last few payloads are kept. */
  readonly key?: string | undefined
  /** Keys, or payloads. */
  readonly limit: number
  /** Of keys and payloads. */
  readonly maxBytes: number
  /** Milliseconds. */
  readonly every?: number | undefined
  readonly maxAge?: number | undefined
}

/** Which messages: those of a type, of a channel, or of a type in a channel. */
interface Topic {
  readonly type?: string | undefined
  readonly channel?: string | undefined
}

/** What is new in a view, as src/client/view_text.h has it. A key that is none is `[]`. */
export type Keyed = readonly [gone: readonly unknown[], added: readonly unknown[], latest: readonly unknown[]]
export type Listed = readonly [leftOut: number, payloads: readonly unknown[]]

// By name, so that two copies of this file agree.
const viewing = Symbol.for('hawser.viewing')

/**
 * A listener that need not hear each message: where the engine can keep them, it is only told that there is something
 * new. Where it can't, it hears them as any listener does.
 */
export interface Viewer {
  (payload: never, meta: Meta): void
  readonly [viewing]: Viewing
}

export interface Viewing {
  readonly wish: ViewWish
  /** The engine keeps messages for it, from now on or no longer. */
  view: View | undefined
  /** There is something new to collect: said once until it is collected. */
  fresh(): void
  /** Another engine keeps messages from now on. */
  outlive(): void
}

export const viewer = (heard: AnyListener, look: Viewing): Viewer =>
  Object.assign((payload: never, meta: Meta) => heard(payload, meta), { [viewing]: look })

export const isViewer = (listener: AnyListener): listener is Viewer => viewing in listener

/** What the engine keeps for a viewer. */
export interface View {
  /** @param taken - gets what is new, if anything is; answers come in the order of the questions */
  collect(taken: (news: Keyed | Listed | undefined) => void): void
  /** Within other bounds. */
  change(wish: ViewWish): void
}

/** The views of a client. The engine knows each by a number, which is ours to give. */
export class Views {
  /** Of a broker whose payloads are bytes, nothing can be kept: collected payloads are JSON. */
  able = true
  readonly #slot: Slot
  readonly #validated: ReadonlySet<string>
  readonly #fail: (error: ConnectionError) => void
  readonly #open = new Map<number, { readonly topic: Topic; readonly look: Viewing; wish: ViewWish }>()
  #last = 0

  /** @param validated - types whose payloads nobody may see before their schema has */
  constructor(slot: Slot, validated: Iterable<string>, fail: (error: ConnectionError) => void) {
    this.#slot = slot
    this.#validated = new Set(validated)
    this.#fail = fail
  }

  /** @returns what closes it; nothing where each message must be heard */
  open(topic: Topic, { [viewing]: look }: Viewer): Off | undefined {
    if (!this.able || !this.#isFree(topic)) return undefined
    const number = ++this.#last
    this.#open.set(number, { topic, look, wish: look.wish })
    this.#tell(number)
    look.view = {
      collect: (taken) => this.#collect(number, taken),
      change: (wish) => this.#change(number, wish),
    }
    return () => {
      look.view = undefined
      if (this.#open.delete(number)) this.#slot.port?.closeView(number)
    }
  }

  /** A new engine keeps nothing yet. */
  attach(): void {
    for (const [number, { look }] of this.#open) {
      look.outlive()
      this.#tell(number)
    }
  }

  fresh(number: number): void {
    this.#open.get(number)?.look.fresh()
  }

  #isFree({ type }: Topic): boolean {
    return type === undefined ? this.#validated.size === 0 : !this.#validated.has(type)
  }

  #change(number: number, wish: ViewWish): void {
    const open = this.#open.get(number)
    if (!open) return
    open.wish = wish
    this.#tell(number)
  }

  #tell(number: number): void {
    const open = this.#open.get(number)
    if (open) this.#slot.port?.openView(number, JSON.stringify({ ...open.topic, ...open.wish }))
  }

  #collect(number: number, taken: (news: Keyed | Listed | undefined) => void): void {
    const { port } = this.#slot
    if (port) port.collect(number, (text) => taken(this.#read(text)))
    else taken(undefined)
  }

  /** All of it in one go. */
  #read(text: string): Keyed | Listed | undefined {
    if (!text) return undefined
    try {
      return JSON.parse(text) as Keyed | Listed
    } catch (cause) {
      this.#fail(new ConnectionError('bad-message', 'What a view holds is not the JSON that it seemed', { cause }))
      return undefined
    }
  }
}
