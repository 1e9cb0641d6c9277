import type { Channels } from './channels.js'
import type { Dialer } from './dialer.js'
import type { Extension } from './extension.js'
import type { Hub } from './hub.js'
import type { Incoming } from './incoming.js'
import type { Life } from './life.js'
import type { Outgoing } from './outgoing.js'
import type { Requests } from './requests.js'
import type { Slot } from './slot.js'

/** What a client is made of. */
export interface Parts {
  readonly slot: Slot
  readonly hub: Hub
  readonly life: Life
  readonly dialer: Dialer
  readonly channels: Channels
  readonly outgoing: Outgoing
  readonly requests: Requests
  readonly incoming: Incoming
  readonly extension: Extension | undefined
}
