import { Bucket } from './bucket.js'
import { handle } from './handlers.js'
import { read } from './messages.js'

/** @typedef {import('./peer.js').Peer} Peer */
/** @typedef {import('./handlers.js').Hub} Hub */

const limits = { burst: 60, perSecond: 30 }
// Whoever goes on after this many refusals isn't listening.
const patience = 200

/**
 * Serves one connection until it ends.
 * @param {Hub} hub
 * @param {Peer} peer
 */
export function serve(hub, peer) {
  const bucket = new Bucket(limits)
  let refused = 0

  /** @param {string} code @param {string} message @param {string | number} [id] */
  const refuse = (code, message, id) => {
    if (++refused > patience) peer.socket.close(1008, 'too many refused messages')
    else peer.refuse(undefined, code, message, id)
  }

  peer.socket.on('message', (data, isBinary) => {
    if (!bucket.take()) return refuse('rate-limited', `at most ${limits.perSecond} messages a second`)
    if (isBinary) return refuse('bad-message', 'binary messages mean nothing here')
    const result = read(data.toString())
    if (result.ok) handle(hub, peer, result.message)
    else refuse('bad-message', result.reason, result.id)
  })
  peer.socket.on('close', (code) => leave(hub, peer, code))
  // 'close' follows; the cause (a frame over the limit, bad UTF-8) is the client's affair.
  peer.socket.on('error', () => {})
}

/** @param {Hub} hub @param {Peer} peer @param {number} code */
function leave({ chat, quotes }, peer, code) {
  peer.weather.clear()
  quotes.leave(peer)
  chat.gone(peer, code === 1000 || code === 1001)
}
