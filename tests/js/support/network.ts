/** What a socket did, in the test's hand: nothing happens on it unless the test says so. */
export class FakeSocket {
  static readonly CONNECTING = 0
  onopen: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number; reason: string; wasClean: boolean }) => void) | null = null
  onerror: (() => void) | null = null
  binaryType = 'blob'
  readyState = 0
  bufferedAmount = 0
  protocol = ''
  /** Texts as they are, bytes as arrays of numbers. */
  readonly sent: (string | number[])[] = []
  readonly closes: [code?: number, reason?: string][] = []

  constructor(
    readonly url: string,
    readonly protocols: string | string[] = [],
  ) {}

  send(data: string | ArrayBufferView | ArrayBuffer): void {
    if (this.readyState === 0) throw new DOMException('still connecting', 'InvalidStateError')
    this.sent.push(typeof data === 'string' ? data : [...bytesOf(data)])
  }

  close(...args: [code?: number, reason?: string]): void {
    this.closes.push(args)
    this.readyState = 2
  }

  /** What was sent as JSON, parsed. */
  get said(): unknown[] {
    return this.sent.map((data) => (typeof data === 'string' ? JSON.parse(data) : data))
  }

  opens(protocol = ''): this {
    this.protocol = protocol
    this.readyState = 1
    this.onopen?.()
    return this
  }

  receives(...messages: unknown[]): this {
    for (const data of messages) this.onmessage?.({ data: isRaw(data) ? data : JSON.stringify(data) })
    return this
  }

  drops(code = 1006, reason = '', wasClean = code !== 1006): this {
    this.readyState = 3
    this.onclose?.({ code, reason, wasClean })
    return this
  }

  refuses(): this {
    this.readyState = 3
    this.onerror?.()
    return this.drops()
  }
}

const isRaw = (data: unknown) =>
  typeof data === 'string' || data instanceof ArrayBuffer || ArrayBuffer.isView(data) || data instanceof Blob

const bytesOf = (data: ArrayBufferView | ArrayBuffer) =>
  ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data)

/** A `WebSocket` class whose sockets are at hand. */
export function network() {
  const sockets: FakeSocket[] = []
  class Socket extends FakeSocket {
    constructor(url: string, protocols?: string | string[]) {
      super(url, protocols)
      sockets.push(this)
    }
  }
  return {
    WebSocket: Socket,
    sockets,
    get last(): FakeSocket {
      const last = sockets.at(-1)
      if (!last) throw new Error('nothing was dialled')
      return last
    },
  }
}

export type Network = ReturnType<typeof network>
