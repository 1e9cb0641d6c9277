import type { Fate } from './border.js'
import type { Channels } from './channels.js'
import type { News } from './engine.js'
import type { Data } from './engine-client.js'
import type { ConnectionError } from './errors.js'
import type { Hub, Live } from './hub.js'
import type { Incoming } from './incoming.js'
import type { Life } from './life.js'
import type { EngineOptions, Resumption } from './options.js'
import type { Validation } from './schemas.js'
import type { Slot } from './slot.js'
import type { OpenInfo } from './types.js'

/** What a broker is told first on a new link. */
export interface Greeting {
  readonly hello: Data
  readonly token: string
  /** Offered before those of the user. */
  readonly subprotocols: readonly string[]
}

/** What a protocol brings that plain messages don't have: made for one client, and only where it is asked for. */
export interface Extension {
  readonly channels: Channels
  readonly incoming: Incoming
  /** @param renew - the token that there is, is no longer good */
  greet(renew: boolean): Greeting | Promise<Greeting>
  /** An engine is there and dials. */
  attach(): void
  /** It has stopped, with all that it was given. @returns tells who waits for a reply, by this error */
  lost(error: ConnectionError): () => void
  /** What the server has chosen by itself, for another engine. */
  readonly chosen: Resumption['chosen']
  /** Takes news of its own, or what a reply says. @returns whether it was one of these */
  take(news: News, live: Live): boolean
  /** A message that was taken for queued is refused after all. */
  refused(ticket: number, fate: Fate): void
  /** The protocol's number for what a provider threw at the dial. */
  blame(cause: unknown): number | undefined
  /** More of what `open` tells. */
  opened(news: News): Partial<OpenInfo>
  /** What the broker refused. @param cause - what a provider threw at the dial */
  refusal(news: News, cause: unknown): ConnectionError
}

/** The parts of a client that an extension is made of. */
export interface Core {
  readonly slot: Slot
  readonly hub: Hub
  readonly life: Life
  readonly options: EngineOptions
  readonly validation: Validation
}
