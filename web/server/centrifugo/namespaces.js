const readable = { allow_subscribe_for_client: true, allow_history_for_subscriber: true }
const writable = { allow_publish_for_subscriber: true }

/** The namespaces of the demo: `room:harbour` is a channel of the first. */
export const namespaces = {
  /** What is said: kept, and recovered after a break. */
  room: { ...readable, ...writable, history_size: 300, history_ttl: '24h', force_recovery: true },
  /** Who is in a room, and who is typing there: nothing of it is kept. */
  deck: {
    ...readable,
    ...writable,
    presence: true,
    join_leave: true,
    force_push_join_leave: true,
    allow_presence_for_client: true,
  },
  /** Numbered by the server, so that everybody can see whether one is missing. */
  log: { ...readable, history_size: 2000, history_ttl: '600s', force_recovery: true },
  /** A message for each quote: what was missed is stale. */
  quotes: readable,
  /** All prices in one message. Who comes, or comes back, gets the newest at once. */
  board: {
    ...readable,
    history_size: 1,
    history_ttl: '60s',
    force_recovery: true,
    force_recovery_mode: 'cache',
    allowed_delta_types: ['fossil'],
    delta_publish: true,
  },
  /** Where the lab writes. */
  lab: { allow_publish_for_client: true },
}

/** Other settings of the broker. */
export const settings = {
  // What the demo hasn't named is nobody's.
  allow_subscribe_for_client: false,
  allow_publish_for_client: false,
  // Whoever was on a node that was killed is forgotten after so long.
  global_presence_ttl: '10s',
  client_presence_update_interval: '3s',
}
