import { centrifugo, createClient } from 'hawser'
import { nodeUrl } from './nodes'
import type { Incoming, Outgoing } from './protocol'
import { getToken } from './token'

export type Format = 'json' | 'protobuf'

export const format: Format = sessionStorage.getItem('format') === 'protobuf' ? 'protobuf' : 'json'

/** The format is settled when a client is made: the page begins anew. */
export function setFormat(chosen: Format) {
  sessionStorage.setItem('format', chosen)
  location.reload()
}

/** A client of the broker. */
export const brokerClient = () =>
  createClient<Incoming, Outgoing>(nodeUrl, {
    protocol: centrifugo({ getToken, format, payload: 'json', name: 'hawser-demo', maxServerPingDelay: 3000 }),
    reconnect: { first: 500, spread: 2000, longest: 5000 },
    connectTimeout: 6000,
  })
