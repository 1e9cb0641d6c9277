import { makeTrouble } from './lab.js'

/** @typedef {import('./peer.js').Peer} Peer */
/** @typedef {import('./messages.js').Incoming} Incoming */
/** @typedef {{ chat: import('./chat.js').Chat, quotes: import('./quotes.js').Quotes, refusals: import('./refusals.js').Refusals }} Hub */
/**
 * @template {Incoming['type']} T
 * @typedef {(hub: Hub, peer: Peer, message: import('./messages.js').Said<T>) => void} Handler
 */

/** @param {Hub} hub @param {Peer} peer @param {string} channel @returns whether there is such a channel */
function enter({ chat, quotes }, peer, channel) {
  const room = chat.room(channel)
  if (!room && channel !== 'lobby' && channel !== 'quotes') return false
  peer.send({ type: 'subscribed', channel })
  if (room) chat.enter(peer, room)
  else if (channel === 'lobby') chat.enterLobby(peer)
  else quotes.enter(peer)
  return true
}

/** @type {{ [T in Incoming['type']]: Handler<T> }} */
const handlers = {
  ping: (_, peer, { id }) => peer.send({ type: 'pong', ...(id !== undefined && { id }) }),

  whoami: (_, peer, { id }) => peer.send({ type: 'whoami', id, payload: peer.user }),

  hello: ({ chat }, peer, { payload }) => chat.rename(peer, payload.name),

  subscribe(hub, peer, { channel, id }) {
    if (!enter(hub, peer, channel)) peer.refuse(channel, 'unknown-channel', `there is no ${channel}`, id)
  },

  unsubscribe({ chat, quotes }, peer, { channel }) {
    const room = chat.room(channel)
    if (room) chat.leave(peer, room)
    else if (channel === 'lobby') chat.leaveLobby(peer)
    else quotes.leave(peer)
  },

  // Not only to rooms that the speaker is in: what was written offline may be sent after a change of room.
  chat({ chat }, peer, { channel, payload, id }) {
    const room = chat.room(channel)
    if (room) chat.say(peer, room, payload)
    else peer.refuse(channel, 'unknown-channel', `there is no ${channel}`, id)
  },

  typing({ chat }, peer, { channel }) {
    chat.room(channel)?.tell({ type: 'typing', payload: peer.user }, peer)
  },

  rate({ quotes }, peer, { channel, payload, id }) {
    if (!quotes.rate(peer, payload.perSecond)) peer.refuse(channel, 'not-subscribed', 'subscribe to quotes first', id)
  },

  lab: ({ refusals }, peer, { payload }) => makeTrouble(peer, payload, refusals),
}

/** @param {Hub} hub @param {Peer} peer @param {Incoming} message */
export function handle(hub, peer, message) {
  const handler = /** @type {Handler<any>} */ (handlers[message.type])
  handler(hub, peer, message)
}
