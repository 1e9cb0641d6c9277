import { garbage } from './garbage.js'

/** @typedef {import('./peer.js').Peer} Peer */
/** @typedef {import('./lab-commands.js').LabCommand} LabCommand */
/** @typedef {import('./refusals.js').Refusals} Refusals */

// Frames of a flood that are written before others get their turn.
const portion = 500

/** @param {Peer} peer @param {number} count @param {number} [from] */
function flood(peer, count, from = 0) {
  const to = Math.min(count, from + portion)
  peer.together(() => {
    for (let n = from; n < to; n++) peer.send({ type: 'flood', payload: { n, of: count } })
  })
  if (to < count && peer.socket.readyState === peer.socket.OPEN) setImmediate(flood, peer, count, to)
}

/**
 * Makes trouble on request, for the one who asked.
 * @param {Peer} peer
 * @param {LabCommand} command
 * @param {Refusals} refusals
 */
export function makeTrouble(peer, command, refusals) {
  switch (command.do) {
    case 'drop':
      return peer.socket.terminate()
    case 'freeze':
      return peer.weather.freeze(command.seconds)
    case 'slow':
      return peer.weather.slow(command.milliseconds, command.seconds)
    case 'close':
      return peer.socket.close(command.code, command.reason)
    case 'refuse':
    case 'stall':
      return refusals.order(peer.id, command.do, command.count)
    case 'flood':
      return flood(peer, command.count)
    case 'garbage':
      for (const frame of garbage(command.kind)) peer.write(frame)
  }
}
