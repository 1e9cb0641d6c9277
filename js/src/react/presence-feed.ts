import { allOff } from '../all-off.js'
import type { Off } from '../types.js'
import { listen, type Source } from './source.js'

/** What happens to the members of a channel. */
export type Change<M> =
  | { readonly kind: 'all'; readonly members: readonly M[] }
  | { readonly kind: 'join' | 'leave'; readonly member: M }
  /** Nobody knows who is there, until `all`. */
  | { readonly kind: 'lost' }

/** Tells of the members from now on. A protocol that knows presence itself has a feed of its own. */
export type Feed<M> = (tell: (change: Change<M>) => void) => Off

/** The types of the messages by which a plain server tells of members. */
export interface PresenceTypes {
  list: string
  join: string
  leave: string
}

/** Members as messages tell them. */
export const messageFeed =
  <M>(source: Source | null, { list, join, leave }: PresenceTypes): Feed<M> =>
  (tell) =>
    allOff(
      listen(source, list, (payload: unknown) => tell({ kind: 'all', members: membersIn(payload, list) as M[] })),
      listen(source, join, (member: M) => tell({ kind: 'join', member })),
      listen(source, leave, (member: M) => tell({ kind: 'leave', member })),
      listen(source, 'status', (status: string) => {
        if (status !== 'subscribed' && status !== 'open') tell({ kind: 'lost' })
      }),
    )

/** A list, or an object with the list in the field of that name. */
function membersIn(payload: unknown, name: string): readonly unknown[] {
  const list: unknown = Array.isArray(payload) ? payload : (payload as Record<string, unknown> | null)?.[name]
  return Array.isArray(list) ? list : []
}
