import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

export const acceptFor = (key: string) =>
  createHash('sha1')
    .update(key + magic)
    .digest('base64')

export const upgraded = (key: string, more = '') =>
  `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptFor(key)}\r\n${more}\r\n`

/** A server that answers the upgrade with whatever bytes the test wants to see on the wire. */
export async function serveRaw(answer: (wire: Duplex, key: string) => void) {
  const wires = new Set<Duplex>()
  const server = createServer()
  server.on('upgrade', (request, wire) => {
    wires.add(wire)
    wire.on('error', () => {})
    answer(wire, request.headers['sec-websocket-key'] ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      for (const wire of wires) wire.destroy()
      server.closeAllConnections()
      server.close()
    },
  }
}
