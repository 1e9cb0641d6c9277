import type { Address, ClientOptions } from '../types.js'
import { findConnection, type SharedConnection } from './shared-connection.js'

/** The connection that a component is at, and the url that led there. */
export interface Followed {
  readonly url: Address | null
  readonly connection: SharedConnection | null
  /**
   * What is known of a function that has become another: `asked`, it may be a new one or one made at every render;
   * `inline`, the latter.
   */
  readonly change?: 'asked' | 'inline'
}

export function start(url: Address | null, options: ClientOptions | undefined): Followed {
  return { url, connection: url === null ? null : findConnection(url, options) }
}

/**
 * The next step, given the url of a render; the same object when there is none. A new url is a new connection. A new function
 * is one too if it stays when the component is rendered again at once; if it doesn't, it is written inline and means the same.
 */
export function follow(at: Followed, url: Address | null, options: ClientOptions | undefined): Followed {
  if (url === at.url) return at.change === 'asked' ? start(url, options) : at
  if (typeof url !== 'function' || typeof at.url !== 'function') return start(url, options)
  if (at.change === 'inline') return at
  return { url, connection: at.connection, change: at.change === 'asked' ? 'inline' : 'asked' }
}
