import type { Client, ClientOptions } from 'hawser'
import { createClient } from 'hawser/slim'
import { beforeEach, onTestFinished } from 'vitest'
import type { Limits } from '../../../js/src/worker/mailbox.js'
import { type Network, network } from './network.js'
import { type Remote, remote } from './remote.js'

/** Clients of pages whose engine is in a worker, which each test has anew. */
export function ashore() {
  let net: Network
  let worker: Remote

  beforeEach(async () => {
    net = network()
    worker = await remote(net.WebSocket)
  })

  /** A client of its own in the worker; with a key, one of several on a connection. */
  function client(key = '', options: Partial<ClientOptions> = {}): Client {
    const made = createClient('ws://host', { engine: worker.load(key), WebSocket: net.WebSocket, ...options })
    onTestFinished(() => made.destroy())
    return made
  }

  return {
    get net() {
      return net
    },
    get worker() {
      return worker
    },
    client,
    online: (options: Partial<ClientOptions> = {}) => {
      const made = client('', options)
      made.connect()
      net.last.opens()
      net.last.sent.length = 0
      return made
    },
    /** Three that share a connection, which is open. */
    crew: (options: Partial<ClientOptions> = {}) => {
      const made = [client('k', options), client('k', options), client('k', options)] as const
      for (const one of made) one.connect()
      net.last.opens()
      return made
    },
    /** Another worker, whose pages may make so much wait. */
    limit: async (limits: Partial<Limits>) => {
      worker = await remote(net.WebSocket, limits)
    },
  }
}
