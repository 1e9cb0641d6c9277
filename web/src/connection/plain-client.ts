import { createClient } from 'hawser'
import { myId, myName } from './me'
import type { Incoming, Outgoing } from './protocol'

/** A client of the demo's own server. */
export function plainClient() {
  const address = new URL('/ws', location.href)
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'
  address.searchParams.set('client', myId)

  return createClient<Incoming, Outgoing>(address.href, {
    envelope: { subscribed: 'subscribed' },
    heartbeat: { interval: 2000, timeout: 4000 },
    reconnect: { first: 500, spread: 4000, longest: 15_000 },
    rateLimit: { burst: 20, perSecond: 10 },
    connectTimeout: 6000,
    // A provider is asked anew on every link: after a change of name, the server hears the new one.
    hello: () => ({ type: 'hello', payload: { name: myName() } }),
  })
}
