import { WebSocket } from 'ws'

interface Message {
  type: string
  channel?: string
  payload?: unknown
  error?: unknown
}

/** A client that notes down what it hears. */
export interface Caller {
  readonly socket: WebSocket
  readonly heard: readonly Message[]
  readonly raw: readonly (string | Buffer)[]
  /** The code of the close. */
  readonly ended: Promise<number>
  say(message: object): Caller
  /** The next message of this type that wasn't asked for before. */
  hears(type: string, matching?: (message: Message) => boolean): Promise<Message>
  /** Everything sent so far was dealt with. */
  settled(): Promise<unknown>
}

export interface CallOptions {
  origin?: string
  client?: string
}

/** Connects; rejects with the status of the answer where the server turns it away. */
export async function call(address: string, { origin, client }: CallOptions = {}): Promise<Caller> {
  const url = new URL(address)
  if (client) url.searchParams.set('client', client)
  const socket = new WebSocket(url, origin === undefined ? {} : { headers: { Origin: origin } })
  const caller = note(socket)
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return caller
}

function note(socket: WebSocket): Caller {
  const heard: Message[] = []
  const raw: (string | Buffer)[] = []
  const taken = new Set<Message>()
  const waiting = new Set<() => void>()

  socket.on('message', (data: Buffer, isBinary) => {
    raw.push(isBinary ? data : data.toString())
    if (!isBinary) heard.push(...parsed(data.toString()))
    for (const look of [...waiting]) look()
  })

  function hears(type: string, matching: (message: Message) => boolean = () => true) {
    return new Promise<Message>((resolve) => {
      const look = () => {
        const found = heard.find((message) => message.type === type && !taken.has(message) && matching(message))
        if (!found) return
        taken.add(found)
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })
  }

  const caller: Caller = {
    socket,
    heard,
    raw,
    hears,
    ended: new Promise((resolve) => socket.once('close', resolve)),
    say(message) {
      socket.send(JSON.stringify(message))
      return caller
    },
    settled() {
      socket.ping()
      return new Promise((resolve) => socket.once('pong', resolve))
    },
  }
  return caller
}

function parsed(text: string): Message[] {
  try {
    return [JSON.parse(text) as Message]
  } catch {
    return []
  }
}
