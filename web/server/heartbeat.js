/** @typedef {import('./peer.js').Peer} Peer */

/**
 * Asks every connection for a sign of life, and ends those that gave none since the last time.
 * @param {ReadonlySet<Peer>} peers
 * @param {number} interval - milliseconds
 * @returns what stops it
 */
export function keepAlive(peers, interval) {
  /** @type {WeakSet<Peer>} */
  const asked = new WeakSet()
  const timer = setInterval(() => {
    for (const peer of peers) if (!peer.weather.frozen) check(peer, asked)
  }, interval)
  return () => clearInterval(timer)
}

/** @param {Peer} peer @param {WeakSet<Peer>} asked */
function check(peer, asked) {
  if (asked.has(peer)) return peer.socket.terminate()
  asked.add(peer)
  peer.socket.once('pong', () => asked.delete(peer))
  peer.socket.ping()
}
