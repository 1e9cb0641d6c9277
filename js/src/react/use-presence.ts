import { useSyncExternalStore } from 'react'
import { named } from '../check.js'
import type { Presence } from './members.js'
import { presenceOf } from './presence.js'
import type { PresenceTypes } from './presence-feed.js'
import type { ClientInfo } from '../types.js'
import type { BrokerView, ChannelView } from './source.js'
import { useKept } from './use-kept.js'
import { useStable } from './use-stable.js'

export interface PresenceOptions<M> extends Partial<PresenceTypes> {
  /** Type of the message that lists all members: an array, or an object with the array in the field of that name. @default 'users' */
  list?: string
  /** Type of the message about a member who came. @default 'user-joined' */
  join?: string
  /** Type of the message about a member who left. @default 'user-left' */
  leave?: string
  /**
   * The member's field that tells who it is, or a function of the member. Members that are texts are their own key. With a
   * field, components share what is known: one that comes later sees who is there at once. @default 'id'
   */
  key?: (keyof M & string) | ((member: M) => unknown)
}

/**
 * Who is in a channel. A broker knows: it is asked whenever the channel is subscribed and tells who joins and who leaves, once
 * for each connection; there are no options then. Elsewhere messages tell: a list on subscribing, then who comes and who
 * leaves. While the subscription is lost nobody is there.
 */
export function usePresence(channel: BrokerView | null): Presence<ClientInfo>
export function usePresence<M>(channel: ChannelView | null, options?: PresenceOptions<M>): Presence<M>
export function usePresence<M>(channel: ChannelView | null, options: PresenceOptions<M> = {}): Presence<M> {
  named('the options of usePresence', options, ['list', 'join', 'leave', 'key'])
  const { list = 'users', join = 'user-joined', leave = 'user-left', key = 'id' } = options
  const ask = useStable(typeof key === 'function' ? key : itself)
  const by = typeof key === 'function' ? ask : key
  const store = useKept(() => presenceOf<M>(channel, { list, join, leave }, by), channel, list, join, leave, by)
  return useSyncExternalStore(store.subscribe, store.get, store.initial)
}

const itself = (member: unknown) => member
