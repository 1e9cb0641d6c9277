import type { ClientInfo } from 'hawser'
import { type BrokerView, useEvent, usePresence } from 'hawser/react'
import { type Dispatch, useEffect, useMemo, useState } from 'react'
import { myId } from '../connection/me'
import type { User } from '../connection/protocol'
import type { ChatAction } from './chat-state'

// Milliseconds in which somebody may come back unnoticed: from one node to the other, or with a new name.
const grace = 4000

const userOf = ({ user, connInfo }: ClientInfo): User => ({ user, name: (connInfo as { name: string }).name })

/** Who is on a deck: one for each user, however many connections are theirs. Tells who comes and goes. */
export function usePeople(deck: BrokerView, channel: string, dispatch: Dispatch<ChatAction>): readonly User[] {
  const { members } = usePresence(deck)
  const people = useMemo(() => [...new Map(members.map((info) => [info.user, userOf(info)])).values()], [members])
  const [leaving] = useState(() => new Map<string, ReturnType<typeof setTimeout>>())

  useEvent(deck, 'join', (info) => {
    const isBack = leaving.has(info.user) || people.some(({ user }) => user === info.user)
    clearTimeout(leaving.get(info.user))
    leaving.delete(info.user)
    if (isBack || info.user === myId) return
    dispatch({ do: 'arrival', channel, user: { ...userOf(info), at: Date.now() } })
  })
  useEvent(deck, 'leave', (info) => {
    if (info.user === myId) return
    clearTimeout(leaving.get(info.user))
    const leave = () => {
      leaving.delete(info.user)
      dispatch({ do: 'departure', channel, user: { ...userOf(info), at: Date.now() } })
    }
    leaving.set(info.user, setTimeout(leave, grace))
  })
  useEvent(deck, 'typing', (word) => {
    const user = word as User
    if (user.user !== myId) dispatch({ do: 'typing', channel, user, at: Date.now() })
  })
  // Of another room, nobody wants to be told.
  useEffect(
    () => () => {
      for (const timer of leaving.values()) clearTimeout(timer)
      leaving.clear()
    },
    [leaving, deck],
  )
  return people
}
