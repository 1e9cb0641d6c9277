import { createClient, ConnectionError, type Client, type ClientOptions, type Stats } from 'hawser'
import { useChannel, useEvent, useLatest, useMessages, useStatus, useWebSocket, HawserProvider } from 'hawser/react'
import { createLoader } from 'hawser/slim'

type Incoming = { notification: { text: string }; 'user-joined': { user: string } }
type Outgoing = { chat: { text: string } }

const options: ClientOptions<Incoming> = { heartbeat: true, reconnect: { first: 1000, attempts: 5, jitter: 'none' } }
const client: Client<Incoming, Outgoing> = createClient<Incoming, Outgoing>('wss://example.org/ws', options)

client.on('notification', (notice) => notice.text.length)
client.on('user-joined', ({ user }) => user.length)
client.on('close', ({ code }) => code.toFixed())
client.on('error', (error) => error instanceof ConnectionError && error.code)
client.emit('chat', { text: 'hi' })
// @ts-expect-error a payload of another type
client.emit('chat', { words: 'hi' })
// @ts-expect-error a type that the map doesn't have
client.emit('shout', { text: 'hi' })
// @ts-expect-error no such field
client.on('notification', (notice) => notice.title)

export const stats: Stats = client.stats()
export const parts = [
  useChannel,
  useEvent,
  useLatest,
  useMessages,
  useStatus,
  useWebSocket,
  HawserProvider,
  createLoader,
]

export function useLine() {
  const { lastMessage, sendMessage, isConnected } = useWebSocket<Incoming, Outgoing>('wss://example.org/ws')
  return { lastMessage, sendMessage, isConnected }
}

// A client without a map stays easy.
createClient('wss://example.org/ws').on('anything', (payload) => payload)
