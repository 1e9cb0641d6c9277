import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'

const listening = (server: { address(): unknown; once(event: string, listener: () => void): unknown }) =>
  new Promise<number>((resolve) => server.once('listening', () => resolve((server.address() as AddressInfo).port)))

/** A wire to a server's port, which can be moved to another, cut, and left dangling. */
export async function layWire(to: number) {
  const pairs = new Set<readonly [Socket, Socket]>()
  let target = to
  let refusing = false
  const server = createServer((near) => {
    near.on('error', () => {})
    if (refusing) return near.resetAndDestroy()
    const far = connect(target, '127.0.0.1')
    const pair = [near, far] as const
    pairs.add(pair)
    for (const [from, other] of [pair, [far, near]] as const) {
      from.on('error', () => {})
      from.on('close', () => {
        pairs.delete(pair)
        other.destroy()
      })
      from.pipe(other)
    }
  }).listen(0, '127.0.0.1')
  const port = await listening(server)

  const wire = {
    port,
    url: `ws://127.0.0.1:${port}/connection/websocket`,
    /** Connections that are carried now. */
    size: () => pairs.size,
    /** Whoever connects from now on gets to another server. */
    lead: (port: number) => void (target = port),
    /** Whoever connects from now on is reset, or no longer. */
    refuse: (does: boolean) => void (refusing = does),
    /** What the server says isn't taken from it any more, or again. */
    stall: (does: boolean) => {
      for (const [near, far] of pairs) {
        if (does) far.unpipe(near).pause()
        else far.pipe(near)
      }
    },
    /** All connections are gone, as when a network changes. */
    cut: () => {
      for (const pair of [...pairs]) for (const end of pair) end.resetAndDestroy()
    },
    close: () => {
      wire.cut()
      server.close()
    },
  }
  return wire
}

export interface Frame {
  readonly from: 'client' | 'server'
  readonly data: Buffer
  readonly binary: boolean
}

/** A WebSocket server that passes on what is said, and can close a client's socket as the server never would. */
export async function interpret(url: string) {
  const server = new WebSocketServer({
    port: 0,
    host: '127.0.0.1',
    perMessageDeflate: false,
    handleProtocols: (offered) => [...offered][0] ?? false,
  })
  const port = await listening(server)
  let gate = Promise.resolve()
  let open = () => {}
  const frames: Frame[] = []
  server.on('connection', (near, request) => {
    const far = new WebSocket(url, near.protocol || undefined, { origin: request.headers.origin })
    const early: [Buffer, boolean][] = []
    let passing = false
    far.on('open', async () => {
      await gate
      passing = true
      for (const [data, binary] of early.splice(0)) if (far.readyState === WebSocket.OPEN) far.send(data, { binary })
    })
    near.on('message', (data, binary) => {
      frames.push({ from: 'client', data: data as Buffer, binary })
      if (passing && far.readyState === WebSocket.OPEN) far.send(data as Buffer, { binary })
      else early.push([data as Buffer, binary])
    })
    far.on('message', (data, binary) => {
      frames.push({ from: 'server', data: data as Buffer, binary })
      near.send(data as Buffer, { binary })
    })
    far.on('close', (code, reason) => {
      if (code === 1005) near.close()
      else if (code === 1006) near.terminate()
      else near.close(code, reason)
    })
    near.on('close', () => far.terminate())
    for (const end of [near, far]) end.on('error', () => {})
  })

  return {
    url: `ws://127.0.0.1:${port}`,
    /** What went through, in order. */
    frames,
    /** Closes all sockets with this code. */
    closeAll: (code: number, reason: string) => {
      for (const socket of server.clients) socket.close(code, reason)
    },
    /** Whoever connects from now on is heard only after `release`. */
    hold: () => {
      gate = new Promise((resolve) => (open = resolve))
    },
    release: () => open(),
    /** Says something to all clients that the server didn't. */
    sayAll: (text: string) => {
      for (const socket of server.clients) socket.send(text)
    },
    close: () => {
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}
