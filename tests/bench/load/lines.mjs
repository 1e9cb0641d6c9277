// Where the peers connect: plain messages, a broker, and Socket.IO's own server.
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { WebSocketServer } from 'ws'
import { answerJson, answerProtobuf } from './broker.mjs'

const listening = async (server) => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server.address().port
}

/** `sockets` of a wire are its connections as they are under all protocols; `heard` counts what pages sent. */
export async function open() {
  const sockets = { plain: new Set(), json: new Set(), protobuf: new Set(), 'socket.io': new Set() }
  const heard = { count: 0, sum: 0 }
  const hear = (payload) => {
    heard.count += 1
    heard.sum += payload.n ?? 0
  }
  const keep = (wire, socket) => {
    sockets[wire].add(socket)
    socket.setNoDelay(true)
    socket.once('close', () => sockets[wire].delete(socket))
  }

  const http = createServer()
  const webSockets = new WebSocketServer({
    server: http,
    perMessageDeflate: false,
    handleProtocols: (offered) => [...offered][0] ?? false,
  })
  webSockets.on('connection', (socket, request) => {
    const wire = request.url === '/plain' ? 'plain' : socket.protocol === 'centrifuge-protobuf' ? 'protobuf' : 'json'
    keep(wire, socket._socket)
    socket.on('message', (data) => {
      const answer = answers[wire](data, hear)
      if (answer.length) socket.send(answer)
    })
  })

  const ioHttp = createServer()
  const io = new Server(ioHttp, { transports: ['websocket'], serveClient: false, perMessageDeflate: false })
  io.on('connection', (socket) => {
    keep('socket.io', socket.conn.transport.socket._socket)
    socket.on('note', hear)
    socket.on('ask', (payload, reply) => reply(payload))
  })

  const port = await listening(http)
  const urls = {
    plain: `ws://127.0.0.1:${port}/plain`,
    json: `ws://127.0.0.1:${port}/broker`,
    protobuf: `ws://127.0.0.1:${port}/broker?format=protobuf`,
    'socket.io': `http://127.0.0.1:${await listening(ioHttp)}`,
  }
  return { sockets, heard, urls }
}

const answers = {
  plain: (data, hear) => {
    const { type, id, payload } = JSON.parse(data)
    if (type === 'ask') return JSON.stringify({ id, payload })
    hear(payload)
    return ''
  },
  json: (data, hear) => answerJson(String(data), hear),
  protobuf: (data, hear) => answerProtobuf(data, () => hear({})),
}
