import { allOff } from '../all-off.js'
import { ConnectionError } from '../errors.js'
import { createLatest } from '../latest.js'
import { latestShelf } from '../shelf.js'
import { createStore, type Snapshots } from '../store.js'
import type { ChannelHandle, Listener, UnsubscribedContext } from '../types.js'
import { keepingOf, wishOf } from '../view-wish.js'
import { type ChannelView, ignore, isBrokerView } from './source.js'

type Status = ChannelHandle['status']

/** What there is to show of a channel, as stores: each listens only while it is looked at. */
export class ChannelState {
  readonly data: Snapshots<unknown>
  readonly status: Snapshots<Status>
  readonly error: Snapshots<ConnectionError | undefined>
  readonly #latest = latestShelf(undefined)
  #error: ConnectionError | undefined

  constructor(channel: ChannelView) {
    // What was last said stays while nobody looks.
    const shelf = { ...this.#latest, clear: ignore }
    this.data = createLatest(
      (listener) => channel.on('message', listener as Listener<unknown>),
      shelf,
      wishOf(undefined, keepingOf({})),
    )
    this.status = createStore<Status>({
      initial: 'unsubscribed',
      read: () => channel.status,
      start: (touched) => channel.on('status', touched),
    })
    this.error = createStore<ConnectionError | undefined>({
      initial: undefined,
      read: () => this.#error,
      start: (touched) => this.#watchErrors(channel, touched),
    })
  }

  /** Nobody holds the channel any more: what is known of it goes out of date. */
  forget(): void {
    this.#latest.clear()
    this.#error = undefined
  }

  #watchErrors(channel: ChannelView, touched: () => void) {
    const note = (error: ConnectionError | undefined) => {
      this.#error = error
      touched()
    }
    return allOff(
      channel.on('error', note),
      isBrokerView(channel) ? channel.on('unsubscribed', (why) => note(endOf(channel.name, why as never))) : ignore,
      channel.on('status', (status) => {
        if (status === 'subscribed') note(undefined)
      }),
    )
  }
}

/** A broker doesn't say twice why a subscription ended. */
const endOf = (channel: string, { code, reason }: UnsubscribedContext) =>
  new ConnectionError('unsubscribed', reason, { channel, protocolCode: code, details: { code, reason } })
