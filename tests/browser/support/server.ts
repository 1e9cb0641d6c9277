import type { AddressInfo } from 'node:net'
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws'

export interface Server {
  readonly url: string
  readonly port: number
  readonly sockets: ReadonlySet<WebSocket>
  /** Connections since the start. */
  readonly opened: () => number
  /** Texts that arrived, in order. */
  readonly received: string[]
  /** Cuts every connection and stops listening, as a killed process does. */
  kill(): Promise<void>
}

/** A server that remembers what it gets, answers pings, and echoes what asks for it. */
export async function serve(
  options: ServerOptions = {},
  answer: (socket: WebSocket, text: string) => void = converse,
): Promise<Server> {
  const { host = '127.0.0.1' } = options
  const server = new WebSocketServer({ host, port: 0, perMessageDeflate: false, ...options })
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject))
  const { port } = server.address() as AddressInfo
  const received: string[] = []
  let opened = 0

  server.on('connection', (socket) => {
    opened++
    socket.on('error', () => {})
    socket.on('message', (data, isBinary) => {
      if (isBinary) return socket.send(data as Buffer)
      const text = String(data)
      received.push(text)
      answer(socket, text)
    })
  })

  return {
    url: `ws://${host}:${port}`,
    port,
    sockets: server.clients,
    opened: () => opened,
    received,
    kill: () => {
      for (const socket of server.clients) socket.terminate()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function converse(socket: WebSocket, text: string) {
  const message = parse(text)
  if (message?.type === 'ping') socket.send('{"type":"pong"}')
  if (message?.type === 'echo') socket.send(JSON.stringify({ ...message, type: 'echoed' }))
}

function parse(text: string): { type?: unknown } | undefined {
  try {
    return JSON.parse(text) as { type?: unknown }
  } catch {
    return undefined
  }
}
