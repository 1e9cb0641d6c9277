// Between a page and a broker: keeps what is published until all of it is there, and lets it go in frames of one size.
import { WebSocket, WebSocketServer } from 'ws'

/** The replies of a frame: lines of JSON, or protobuf messages with their lengths before them. */
const repliesOf = (data, binary) => (binary ? splitBinary(data) : String(data).split('\n'))
const isPush = (reply) => (typeof reply === 'string' ? reply.startsWith('{"push"') : isBinaryPush(reply))
const join = (replies) => (typeof replies[0] === 'string' ? replies.join('\n') : Buffer.concat(replies))

function readVarint(data, at) {
  let value = 0
  for (let shift = 0; ; shift += 7) {
    const byte = data[at++]
    value |= (byte & 127) << shift
    if (byte < 128) return [value, at]
  }
}

function splitBinary(data) {
  const replies = []
  for (let at = 0; at < data.length; ) {
    const [length, begin] = readVarint(data, at)
    replies.push(data.subarray(at, begin + length))
    at = begin + length
  }
  return replies
}

/** Field 4 of a reply is the push. */
const isBinaryPush = (reply) => reply[readVarint(reply, 0)[1]] === 34

export async function rebatch(url, size) {
  const server = new WebSocketServer({
    port: 0,
    host: '127.0.0.1',
    perMessageDeflate: false,
    handleProtocols: ([one]) => one,
  })
  await new Promise((resolve) => server.once('listening', resolve))
  let kept = []
  let near
  let wanted = 0
  let full = () => {}
  server.on('connection', (socket) => {
    near = socket
    kept = []
    const far = new WebSocket(url, socket.protocol || undefined)
    const early = []
    far.on('open', () => early.splice(0).forEach(([data, binary]) => far.send(data, { binary })))
    socket.on('message', (data, binary) => {
      if (far.readyState === WebSocket.OPEN) far.send(data, { binary })
      else early.push([data, binary])
    })
    far.on('message', (data, binary) => {
      const replies = repliesOf(data, binary)
      kept.push(...replies.filter(isPush))
      const rest = replies.filter((reply) => !isPush(reply))
      if (rest.length) socket.send(join(rest))
      if (kept.length >= wanted) full()
    })
    socket.on('close', () => far.terminate())
    far.on('close', () => socket.terminate())
  })

  return {
    url: `ws://127.0.0.1:${server.address().port}`,
    /** Resolves when so many publications are here. */
    keep: (count) =>
      new Promise((resolve) => {
        wanted = count
        full = () => kept.length >= wanted && resolve()
        full()
      }),
    /** Sends them all. */
    release: () => {
      for (let at = 0; at < kept.length; at += size) near.send(join(kept.slice(at, at + size)))
      kept = []
    },
    close: () => {
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}
