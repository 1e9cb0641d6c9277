import { namespaces } from './namespaces.mjs'

/**
 * @typedef {object} Settings
 * @property {readonly string[]} [origins] - exact ones or patterns; without an origin, as from Node, everybody may connect
 * @property {string} [ping] - between two pings of the server, `25s` by default
 * @property {string} [pong] - in which a pong is waited for, shorter than `ping`; `8s` by default
 * @property {Record<string, object>} [namespaces] - more of them, or others for these names
 * @property {Record<string, unknown>} [more] - any other setting of Centrifugo, by its name
 */

/**
 * Centrifugo's configuration for one node.
 * @param {Settings} settings
 * @param {{ name: string, port: number, redis: number, secret: string, key: string }} node
 */
export const configOf = (settings, node) => ({
  name: node.name,
  address: '127.0.0.1',
  port: String(node.port),
  engine: 'redis',
  redis_address: `redis://127.0.0.1:${node.redis}`,
  token_hmac_secret_key: node.secret,
  api_key: node.key,
  health: true,
  rpc_ping: true,
  usage_stats_disable: true,
  allowed_origins: settings.origins ?? [],
  ping_interval: settings.ping ?? '25s',
  pong_timeout: settings.pong ?? '8s',
  shutdown_timeout: '1s',
  client_channel_limit: 4096,
  client_history_max_publication_limit: 50_000,
  client_recovery_max_publication_limit: 50_000,
  allow_subscribe_for_client: true,
  allow_publish_for_client: true,
  namespaces: Object.entries({ ...namespaces, ...settings.namespaces }).map(([name, rules]) => ({ name, ...rules })),
  ...settings.more,
})
