import type { Snapshots } from '../store.js'
import type { ClientInfo } from '../types.js'
import { brokerFeed } from './broker-presence.js'
import { createMembers, type Presence } from './members.js'
import { messageFeed, type PresenceTypes } from './presence-feed.js'
import { sharedStore } from './shared-store.js'
import { isBrokerView, type Source } from './source.js'

/** The members of a channel, as a store. Those who name the same field share it. */
export function presenceOf<M>(
  source: Source | null,
  types: PresenceTypes,
  key: string | ((member: M) => unknown),
): Snapshots<Presence<M>> {
  if (isBrokerView(source))
    return sharedStore(source, ['presence'], () => createMembers(brokerFeed(source), clientOf)) as unknown as Snapshots<
      Presence<M>
    >
  const make = () => createMembers(messageFeed<M>(source, types), typeof key === 'function' ? key : fieldOf(key))
  if (!source || typeof key === 'function') return make()
  return sharedStore(source, ['presence', types.list, types.join, types.leave, key], make)
}

/** One person may be there more than once. */
const clientOf = ({ client }: ClientInfo) => client

const fieldOf =
  (name: string) =>
  (member: unknown): unknown =>
    typeof member === 'object' && member !== null ? (member as Record<string, unknown>)[name] : member
