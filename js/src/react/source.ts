import type { AnyListener, BrokerChannel, ChannelHandle, Client, Listener, Off, Untyped } from '../types.js'

/** A client whose message maps don't matter here. */
export type AnyClient = Client<Untyped, Untyped>

/** What there is to listen to: a client or a channel, whatever its messages. */
export type Source = AnyClient | ChannelView

/** A channel as `useChannel` gives it, and the part of a handle that hooks use. Its components hold it: there is nothing to close. */
export type ChannelView<T = unknown> = Pick<ChannelHandle<T>, 'name' | 'status' | 'on' | 'publish' | 'messages'>

/** A broker's channel, as hooks see it. */
export type BrokerView<T = unknown> = ChannelView<T> & BrokerChannel<T>

/** A broker knows more of a channel than what is said in it. */
export const isBrokerView = (source: Source | null): source is BrokerView => source !== null && 'position' in source

/** Takes the maps off. They are a promise of the caller's, nothing at run time. */
export const untyped = (client: object | null): AnyClient | null => client as AnyClient | null

export function listen(source: Source | null, event: string, listener: AnyListener): Off {
  return source?.on(event, listener as Listener<unknown>) ?? ignore
}

export const ignore = () => {}
