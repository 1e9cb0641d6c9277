import type { CentrifugoClient, Client } from 'hawser'
import { brokerClient } from './broker-client'
import { config } from './config'
import { plainClient } from './plain-client'
import type { Incoming, Outgoing } from './protocol'

/** The client of a site that is on a broker. */
export const broker: CentrifugoClient<Incoming, Outgoing> | null = config.broker ? brokerClient() : null

/** The one connection of this site: all three pages share it. */
export const client: Client<Incoming, Outgoing> = broker ?? plainClient()

/** For components that are there on a broker only. */
export function useBroker() {
  if (!broker) throw new Error('useBroker is used without a broker')
  return broker
}
