import { Room } from './room.js'

/** @typedef {import('./peer.js').Peer} Peer */

const rooms = [
  ['harbour', 'Harbour'],
  ['bridge', 'Bridge'],
  ['engine-room', 'Engine room'],
  ['galley', 'Galley'],
]

/** The rooms, and the lobby that tells how busy they are. */
export class Chat {
  /** @type {Map<string, Room>} */
  #rooms = new Map()
  /** @type {Set<Peer>} */
  #lobby = new Set()
  /** @type {Set<NodeJS.Timeout>} */
  #leaving = new Set()

  /** @param {{ grace: number }} options - milliseconds in which a lost user may return unnoticed by the others */
  constructor({ grace }) {
    this.grace = grace
    for (const [name = '', title = ''] of rooms) {
      const room = new Room(name, title)
      this.#rooms.set(room.channel, room)
    }
  }

  /** @param {string} channel */
  room(channel) {
    return this.#rooms.get(channel)
  }

  /** @param {Peer} peer */
  enterLobby(peer) {
    this.#lobby.add(peer)
    peer.send({ type: 'rooms', channel: 'lobby', payload: [...this.#rooms.values()].map((room) => room.summary) })
  }

  /** @param {Peer} peer */
  leaveLobby(peer) {
    this.#lobby.delete(peer)
  }

  /** @param {Peer} peer @param {Room} room */
  enter(peer, room) {
    const isNew = room.enter(peer)
    peer.send({ type: 'history', channel: room.channel, payload: room.history })
    peer.send({ type: 'users', channel: room.channel, payload: room.users })
    if (isNew) room.tell({ type: 'user-joined', payload: { ...peer.user, at: Date.now() } }, peer)
    if (isNew) this.#announce(room)
  }

  /** @param {Peer} peer @param {Room} room */
  leave(peer, room) {
    if (!room.leave(peer)) return
    room.tell({ type: 'user-left', payload: { ...peer.user, at: Date.now() } })
    this.#announce(room)
  }

  /** @param {Peer} peer @param {Room} room @param {{ id: string, text: string }} said */
  say(peer, room, said) {
    const { line, isNew } = room.say({ ...peer.user, ...said, at: Date.now() })
    const message = { type: 'chat', channel: room.channel, payload: line }
    if (isNew) room.tell(message)
    if (!isNew || !room.has(peer)) peer.send(message)
    if (isNew) this.#announce(room)
  }

  /** @param {Peer} peer @param {string} name */
  rename(peer, name) {
    const isNew = peer.name !== name
    peer.name = name
    if (!isNew) return
    for (const room of this.#rooms.values()) {
      if (room.has(peer)) room.tell({ type: 'users', payload: room.users })
    }
  }

  /** A connection is gone: at once for the others when it said goodbye, else after the grace. @param {Peer} peer @param {boolean} clean */
  gone(peer, clean) {
    this.leaveLobby(peer)
    const leave = () => {
      for (const room of this.#rooms.values()) this.leave(peer, room)
    }
    if (clean) leave()
    else this.#later(leave)
  }

  stop() {
    for (const timer of this.#leaving) clearTimeout(timer)
    this.#leaving.clear()
  }

  /** @param {Room} room */
  #announce(room) {
    const frame = JSON.stringify({ type: 'room', channel: 'lobby', payload: room.summary })
    for (const peer of this.#lobby) peer.write(frame)
  }

  /** @param {() => void} leave */
  #later(leave) {
    const timer = setTimeout(() => {
      this.#leaving.delete(timer)
      leave()
    }, this.grace)
    this.#leaving.add(timer)
  }
}
