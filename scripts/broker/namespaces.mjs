/** What every subscriber may do in nearly all namespaces. */
const everything = {
  allow_subscribe_for_client: true,
  allow_publish_for_client: true,
  allow_presence_for_client: true,
  allow_history_for_client: true,
}
const people = { presence: true, join_leave: true, force_push_join_leave: true }
const history = { history_size: 1000, history_ttl: '600s' }

/** Namespaces by their names; `full:news` is a channel of the first. */
export const namespaces = {
  /** History, recovery, presence, join and leave. */
  full: { ...everything, ...people, ...history, force_recovery: true },
  /** As it says, and nothing else: for floods. */
  feed: { ...everything, history_size: 20_000, history_ttl: '600s', force_recovery: true },
  positioned: { ...everything, ...history, force_positioning: true },
  /** What `full` has, for those who ask for it. */
  asked: { ...everything, ...history, presence: true, join_leave: true, allow_positioning: true, allow_recovery: true },
  /** Only with a token of the channel's own. */
  guarded: { ...history, force_recovery: true },
  delta: { ...everything, ...history, force_recovery: true, allowed_delta_types: ['fossil'], delta_publish: true },
  /** The latest publication is all that is ever recovered. */
  latest: { ...everything, history_size: 1, history_ttl: '600s', force_recovery: true, force_recovery_mode: 'cache' },
  /** Forgets after five publications: a longer gap can't be recovered. */
  short: { ...everything, history_size: 5, history_ttl: '600s', force_recovery: true },
  /** No history, nothing to recover. */
  plain: everything,
  people: { ...everything, presence: true, join_leave: true, force_push_join_leave: true },
}
