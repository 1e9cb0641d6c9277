import { Weather } from './weather.js'

/** @typedef {import('ws').WebSocket} Socket */
/** @typedef {import('node:stream').Duplex} Duplex */
/** @typedef {import('./messages.js').Outgoing} Outgoing */

/** One connection. */
export class Peer {
  name = 'Deckhand'

  /**
   * @param {Socket} socket
   * @param {Duplex} wire - what lies under the socket: corked, many frames leave in one write
   * @param {string} id - what the page calls itself; the same after a reconnect
   */
  constructor(socket, wire, id) {
    this.socket = socket
    this.wire = wire
    this.id = id
    this.weather = new Weather(socket)
  }

  get user() {
    return { user: this.id, name: this.name }
  }

  /** Bytes that wait because the client is slow to take them. */
  get backlog() {
    return this.socket.bufferedAmount
  }

  /** @param {Outgoing} message */
  send(message) {
    this.write(JSON.stringify(message))
  }

  /**
   * @param {string | undefined} channel
   * @param {string} code
   * @param {string} message
   * @param {string | number} [id]
   */
  refuse(channel, code, message, id) {
    this.send({ type: 'error', ...(channel && { channel }), ...(id !== undefined && { id }), error: { code, message } })
  }

  /** @param {string | Uint8Array} frame */
  write(frame) {
    this.weather.pass(() => this.socket.send(frame))
  }

  /** @param {() => void} work - writes many frames */
  together(work) {
    this.wire.cork()
    work()
    this.wire.uncork()
  }
}
