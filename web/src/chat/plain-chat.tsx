import { useChannel, useEvent, usePresence } from 'hawser/react'
import { type ReactNode, useMemo, useReducer } from 'react'
import { client } from '../connection/client'
import { myId, myName } from '../connection/me'
import type { User } from '../connection/protocol'
import { type Chat, ChatContext } from './chat-context'
import { channelOf, emptyChat, reduceChat, talkIn } from './chat-state'
import { post } from './post'
import { lostLines } from './talk'
import { useChatEvents } from './use-chat-events'

/** The talk of a plain server, which knows who is where and sends it all. */
export function PlainChat({ children }: { children: ReactNode }) {
  const [state, dispatch] = useReducer(reduceChat, channelOf('harbour'), emptyChat)
  const { here } = state
  useChatEvents(dispatch)
  useChannel('lobby')
  const { channel: room } = useChannel(here)
  const { members: people } = usePresence<User>(room, { key: 'user' })

  useEvent('history', (lines, { channel = '' }) => {
    const lost = lostLines(talkIn(state, channel), lines, client.stats().opens)
    for (const line of lost) void post(channel, line, dispatch)
  })

  const chat = useMemo<Chat>(
    () => ({
      state,
      people,
      enter: (channel) => dispatch({ do: 'enter', channel }),
      say(text) {
        const line = { id: crypto.randomUUID(), user: myId, name: myName(), text, at: Date.now() }
        dispatch({ do: 'draft', channel: here, line })
        void post(here, line, dispatch)
      },
      sayAgain(line) {
        dispatch({ do: 'progress', channel: here, id: line.id, change: { progress: 'kept' } })
        void post(here, line, dispatch)
      },
      tellTyping() {
        if (client.isConnected) client.send({ type: 'typing', channel: here }, { queue: false })
      },
    }),
    [state, people, here],
  )
  return <ChatContext value={chat}>{children}</ChatContext>
}
