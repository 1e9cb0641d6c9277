import { createClient } from '../index.js'
import { createLease } from '../lease.js'
import type { Store } from '../store.js'
import type { Address, ClientOptions } from '../types.js'
import { createAsked } from './asked.js'
import { keyOf, shapeOf } from '../connection-key.js'
import { stateOf } from './connection-state.js'
import { GRACE } from './grace.js'
import { meeting } from './look-alikes.js'
import { type AnyClient, ignore } from './source.js'
import { WeakCache } from './weak-cache.js'

/** A client that components share. Subscribing holds its connection. */
export interface SharedConnection extends Store<AnyClient> {
  /** Functions are asked at every attempt, and a component makes them anew at every render: the newest are asked. */
  readonly renew: (url: Address, options: ClientOptions | undefined) => void
}

const shared = new WeakCache<SharedConnection>()

/** The connection of this URL and options. It costs nothing until it is subscribed to. */
export function findConnection(url: Address, options: ClientOptions | undefined): SharedConnection {
  return shared.get(keyOf([url, options ?? {}]), () => createConnection(url, options))
}

function createConnection(url: Address, options: ClientOptions | undefined): SharedConnection {
  const asked = createAsked(url, options)
  const make = () => createClient(asked.url, asked.options)
  let client = make()
  let spent = false

  // Subscribers needn't be told of a new client: it is there before the first of them is back from subscribing.
  const connect = () => {
    if (spent) client = make()
    spent = true
    // Watched all along, so that a component that comes late knows of the last failure too.
    const unwatch = stateOf(client).subscribe(ignore)
    client.connect()
    return () => {
      unwatch()
      client.destroy()
    }
  }
  const hold = createLease(connect, GRACE)
  const meet = meeting(shapeOf([url, options ?? {}]))
  const subscribe = () => {
    const release = hold()
    const part = meet()
    return () => {
      part()
      release()
    }
  }
  return { get: () => client, subscribe, renew: asked.renew }
}
