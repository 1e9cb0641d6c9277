import { createContext, use } from 'react'
import type { User } from '../connection/protocol'
import type { ChatState } from './chat-state'
import type { SaidEntry } from './entry'

export interface Chat {
  readonly state: ChatState
  /** Who is in the room that is looked at. */
  readonly people: readonly User[]
  enter(channel: string): void
  say(text: string): void
  /** Sends a line that was let go once more. */
  sayAgain(line: SaidEntry): void
  /** Tells the others in the room, unless the line is down. */
  tellTyping(): void
}

export const ChatContext = createContext<Chat | null>(null)

export function useChat(): Chat {
  const chat = use(ChatContext)
  if (!chat) throw new Error('useChat is used outside of ChatProvider')
  return chat
}
