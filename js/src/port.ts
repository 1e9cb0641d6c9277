import type { Fate, Hint } from './border.js'
import type { Recipient } from './engine.js'
import type { Data, Destination, Shipment } from './engine-client.js'
import type { ConnectionError } from './errors.js'
import type { Dialing } from './native.js'
import type { EngineOptions } from './options.js'
import type { Stats } from './types.js'

/** Verbs that few clients need, by the names that the engine has for them: numbers, texts, and more numbers. */
export type RareVerb = 'call' | 'answered' | 'unanswered' | 'setHeaders'

/** A client inside the engine, in terms of texts, wherever the engine is. Only `send` and `verb` throw where it stops by them. */
export interface Port {
  connect(): void
  disconnect(code: number, reason: string): void
  reconnect(): void
  resolved(link: number, destination: Destination, dialing: Dialing): void
  /** @param unauthorized - nobody may connect: that is final */
  unresolved(link: number, why: string, unauthorized: boolean): void
  /** @param sent - called with the fate before any listener is told anything */
  send(shipment: Shipment, sent: (fate: Fate) => void): void
  /** @returns the number of the type, which never changes; 0: the engine stopped */
  listen(type: string): number
  unlisten(route: number): void
  want(unrouted: boolean, everything: boolean): void
  /**
   * @param options - for a broker, as JSON; `''`: none
   * @param numbered - called with the channel's number before any listener is told anything
   */
  subscribe(channel: string, options: string, numbered: (number: number) => void): void
  unsubscribe(channel: number): void
  forget(request: number): void
  /** @param wish - of what, as JSON */
  openView(view: number, wish: string): void
  closeView(view: number): void
  /** @param done - called with what is new, in the order of the questions; it enters no engine */
  collect(view: number, done: (text: string) => void): void
  /** Whether somebody hears all that is said in a channel that is subscribed. */
  listenToChannel(channel: string, heard: boolean): void
  verb(name: RareVerb, before: readonly number[], texts: readonly Data[], after: readonly number[]): number
  /** Sends what `call` began. */
  flush(): void
  ponged(): void
  giveUp(): void
  page(hint: Hint): void
  /** The engine's figures, in the order of `struct Stats`; `undefined`: it stopped. */
  figures(count: number): Float64Array | undefined
  readonly protocol: string
  readonly bufferedAmount: number
  delete(): void
}

/** An engine, here or in a worker. */
export interface Ports {
  readonly where: Stats['worker']
  /** Set once it has stopped for good. */
  readonly failure: ConnectionError | undefined
  /** @throws ConnectionError `engine-failed` */
  open(options: EngineOptions, recipient: Recipient): Port
}

/** Brings an engine. */
export interface Bringer {
  /** @throws ConnectionError `engine-failed` */
  readonly engine: () => Promise<Ports>
  /** The engine, if it is there and well. */
  readonly loaded: () => Ports | undefined
  /** Why it isn't in the worker that was asked for. */
  readonly fallback?: string | undefined
}

/** What could be had of what was wished for, and why not more. */
export interface Brought {
  readonly engine?: Ports
  readonly why?: string
}
