import type { ReconnectOptions } from 'hawser'

/** The far end of every socket that a test's clients open, and what was done with them. */
export interface Line {
  /** Options of a client that is to use it, and that comes back quickly. */
  readonly options: { WebSocket: new (url: string) => Socket; reconnect: ReconnectOptions | boolean }
  /** Whether connections fail instead of opening. */
  refuses: boolean
  /** `connect` and `disconnect`, as the client did them. */
  readonly calls: string[]
  readonly urls: string[]
  /** What the client sent, parsed. */
  readonly sent: unknown[]
  /** Sends to the client, over the newest socket. */
  say(...messages: unknown[]): void
  /** Drops the newest socket. */
  drop(code?: number): void
  /** Sockets that are up or on their way. */
  readonly live: number
}

interface Socket {
  readyState: number
  onopen: ((event: object) => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number; reason: string; wasClean: boolean }) => void) | null
  onerror: ((event: object) => void) | null
  send(data: string): void
  close(code?: number, reason?: string): void
}

const [CONNECTING, OPEN, CLOSING, CLOSED] = [0, 1, 2, 3]

export function createLine({ refuses = false } = {}): Line {
  const calls: string[] = []
  const urls: string[] = []
  const sent: unknown[] = []
  const sockets: FakeSocket[] = []

  class FakeSocket implements Socket {
    readyState = CONNECTING
    readonly protocol = ''
    readonly bufferedAmount = 0
    binaryType = 'arraybuffer'
    onopen: Socket['onopen'] = null
    onmessage: Socket['onmessage'] = null
    onclose: Socket['onclose'] = null
    onerror: Socket['onerror'] = null

    constructor(url: string) {
      calls.push('connect')
      urls.push(url)
      sockets.push(this)
      queueMicrotask(() => (line.refuses ? this.end(1006, false) : this.open()))
    }

    open() {
      if (this.readyState !== CONNECTING) return
      this.readyState = OPEN
      this.onopen?.({})
    }

    send(data: string) {
      sent.push(JSON.parse(data))
    }

    close(code = 1005) {
      if (this.readyState >= CLOSING) return
      calls.push('disconnect')
      this.readyState = CLOSING
      queueMicrotask(() => this.end(code, true))
    }

    end(code: number, wasClean: boolean) {
      if (this.readyState === CLOSED) return
      this.readyState = CLOSED
      this.onclose?.({ code, reason: '', wasClean })
    }
  }

  const line: Line = {
    options: { WebSocket: FakeSocket, reconnect: { first: 5, spread: 5, longest: 10 } },
    refuses,
    calls,
    urls,
    sent,
    say: (...messages) => {
      for (const message of messages) sockets.at(-1)?.onmessage?.({ data: textOf(message) })
    },
    drop: (code = 1006) => sockets.at(-1)?.end(code, code !== 1006),
    get live() {
      return sockets.filter(({ readyState }) => readyState < CLOSING).length
    },
  }
  return line
}

const textOf = (message: unknown) => (typeof message === 'string' ? message : JSON.stringify(message))
