import type { Off } from './events.js'

/** What is kept, and how often it is told. */
export interface ViewOptions {
  key?: undefined
  /** Milliseconds: told at most once in that time. @default every frame */
  every?: number | undefined
  /** Milliseconds: values older than that are left out whenever there is something to tell. @default none is too old */
  maxAge?: number | undefined
  /** Bytes kept by the engine. A payload that is bigger by itself is not kept. @default 16_777_216 */
  maxBytes?: number | undefined
}

export interface KeyedViewOptions<K> extends Omit<ViewOptions, 'key'> {
  /**
   * Where in the payload the key is: the name of a field, or several with dots between them (`'instrument.id'`). A key is
   * a text, a number, a boolean or `null`; payloads without one share the key `undefined`.
   */
  key: K
  /** Keys kept; those that came first go. @default 10_000 */
  limit?: number | undefined
}

/**
 * What a type's or a channel's messages last said. Messages that only this wants are kept by the engine, and become
 * objects when somebody is about to see them: once a frame, and only the latest. It is a store as React's
 * `useSyncExternalStore` asks for one.
 */
export interface Latest<T> {
  /** What the last frame showed. Equal until something changes. */
  readonly get: () => T
  /** Told of a change, at most once a frame, until what it returns is called. */
  readonly subscribe: (changed: () => void) => Off
  /** Before anything arrived, and on a server. */
  readonly initial: () => T
  /** Nothing is kept any longer. */
  readonly close: () => void
}
