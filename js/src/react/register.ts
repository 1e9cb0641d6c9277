import type { MessageMap, Untyped } from '../types.js'

/**
 * Names the message maps once, for all hooks that get their client from the provider:
 *
 * ```ts
 * declare module 'hawser/react' {
 *   interface Register { incoming: Incoming; outgoing: Outgoing }
 * }
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled in by the application
export interface Register {}

/** The maps that hooks take where they are given none: those of `Register`, or any. */
export type Incoming = Register extends { incoming: infer In extends MessageMap } ? In : Untyped
export type Outgoing = Register extends { outgoing: infer Out extends MessageMap } ? Out : Untyped
