import { useEvent } from 'hawser/react'
import type { Dispatch } from 'react'
import type { ChatAction } from './chat-state'

/** What the server says of the rooms, as actions. */
export function useChatEvents(dispatch: Dispatch<ChatAction>) {
  useEvent('rooms', (rooms) => dispatch({ do: 'rooms', rooms }))
  useEvent('room', (room) => dispatch({ do: 'room', room }))
  useEvent('history', (lines, { channel = '' }) => dispatch({ do: 'history', channel, lines }))
  useEvent('chat', (line, { channel = '' }) => dispatch({ do: 'line', channel, line }))
  useEvent('typing', (user, { channel = '' }) => dispatch({ do: 'typing', channel, user, at: Date.now() }))
  useEvent('user-joined', (user, { channel = '' }) => dispatch({ do: 'arrival', channel, user }))
  useEvent('user-left', (user, { channel = '' }) => dispatch({ do: 'departure', channel, user }))
}
