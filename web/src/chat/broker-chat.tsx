import { useChannel } from 'hawser/react'
import { type ReactNode, useMemo, useReducer } from 'react'
import { useBroker } from '../connection/client'
import { myId, myName } from '../connection/me'
import { type Chat, ChatContext } from './chat-context'
import { channelOf, emptyChat, reduceChat } from './chat-state'
import { postToBroker } from './post-to-broker'
import { RoomFeed } from './room-feed'
import { deckOf, nobodyKnows, rooms } from './rooms'
import { usePeople } from './use-people'
import { useRoomCounts } from './use-room-counts'

/**
 * The talk on a broker. Every room is a channel with a history, held all the time. Who is there, and who is typing, is told
 * in another channel, of the room that is looked at.
 */
export function BrokerChat({ children }: { children: ReactNode }) {
  const broker = useBroker()
  const [state, dispatch] = useReducer(reduceChat, { ...emptyChat(channelOf('harbour')), rooms: nobodyKnows })
  const { here } = state
  const deckName = deckOf(here)
  const { channel: deck } = useChannel(deckName, { client: broker })
  const people = usePeople(deck, here, dispatch)
  const counts = useRoomCounts(deckName, people.length)

  const chat = useMemo<Chat>(
    () => ({
      state,
      people,
      enter: (channel) => dispatch({ do: 'enter', channel }),
      say(text) {
        const line = { id: crypto.randomUUID(), user: myId, name: myName(), text, at: Date.now() }
        dispatch({ do: 'draft', channel: here, line })
        void postToBroker(broker, here, line, dispatch)
      },
      sayAgain({ id, user, name, text, at }) {
        dispatch({ do: 'progress', channel: here, id, change: { progress: 'kept' } })
        void postToBroker(broker, here, { id, user, name, text, at }, dispatch)
      },
      tellTyping() {
        if (!broker.isConnected) return
        const word = { type: 'typing', payload: { user: myId, name: myName() } }
        broker.publish(deckName, word).catch(() => {})
      },
    }),
    [broker, state, people, here, deckName],
  )
  return (
    <ChatContext value={chat}>
      {rooms.map((room) => (
        <RoomFeed key={room.name} {...room} users={counts.get(room.name) ?? 0} dispatch={dispatch} />
      ))}
      {children}
    </ChatContext>
  )
}
