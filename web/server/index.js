import { createServer as createHttpServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { Chat } from './chat.js'
import { serve } from './connection.js'
import { createDoor } from './door.js'
import { keepAlive } from './heartbeat.js'
import { listen, shut } from './listen.js'
import { Peer } from './peer.js'
import { Quotes } from './quotes.js'
import { Refusals } from './refusals.js'

const maxPayload = 65_536

/**
 * @typedef {object} ServerOptions
 * @property {number} [port] - 0, the default, takes a free one
 * @property {string} [host] - 127.0.0.1 by default
 * @property {string} [path] - /ws by default
 * @property {readonly string[]} [origins] - exact origins that may connect; any loopback one by default
 * @property {number} [grace] - milliseconds in which a lost user may return unnoticed, 4000 by default
 * @property {number} [heartbeat] - milliseconds between two pings of the server, 15,000 by default
 * @property {import('node:http').RequestListener} [site] - answers what isn't a WebSocket
 */

/** @type {import('node:http').RequestListener} */
function noSite(_, response) {
  response.writeHead(426, { upgrade: 'websocket' }).end()
}

/**
 * Starts the demo's server.
 * @param {ServerOptions} [options]
 */
export async function createServer(options = {}) {
  const {
    port = 0,
    host = '127.0.0.1',
    path = '/ws',
    origins,
    grace = 4000,
    heartbeat = 15_000,
    site = noSite,
  } = options
  const refusals = new Refusals()
  const hub = { refusals, chat: new Chat({ grace }), quotes: new Quotes() }
  /** @type {Set<Peer>} */
  const peers = new Set()
  /** @type {Set<import('node:stream').Duplex>} */
  const wires = new Set()
  const sockets = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false })
  const http = createHttpServer(site)
  const enter = createDoor({ path, origins, refusals })

  http.on('upgrade', (request, wire, head) => {
    // Until the upgrade is done, nobody else hears that the wire broke.
    wire.on('error', () => wire.destroy())
    wire.on('close', () => wires.delete(wire))
    wires.add(wire)
    const id = enter(request, wire)
    if (id === undefined) return
    sockets.handleUpgrade(request, wire, head, (socket) => welcome(new Peer(socket, wire, id)))
  })

  /** @param {Peer} peer */
  const welcome = (peer) => {
    peers.add(peer)
    peer.socket.on('close', () => peers.delete(peer))
    serve(hub, peer)
  }

  const stopPinging = keepAlive(peers, heartbeat)
  const taken = await listen(http, port, host)

  return {
    port: taken,
    url: `ws://${host}:${taken}${path}`,
    /** Connections there are now. */
    get size() {
      return peers.size
    },
    /** Ends every connection as a crash would: without a close frame. */
    dropAll() {
      for (const peer of peers) peer.socket.terminate()
    },
    async close() {
      stopPinging()
      hub.chat.stop()
      hub.quotes.stop()
      refusals.clear()
      for (const wire of wires) wire.destroy()
      await shut(http)
    },
  }
}
