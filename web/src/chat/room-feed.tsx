import type { Meta } from 'hawser'
import { useChannel, useMessages } from 'hawser/react'
import { type Dispatch, useEffect } from 'react'
import { useBroker } from '../connection/client'
import type { Line } from '../connection/protocol'
import { type ChatAction, channelOf } from './chat-state'

// Lines of a room that are asked for, and kept.
const most = 300

// The name may be anything, the user is who the token says.
const isGenuine = ({ user }: Line, { info }: Meta) => user === info?.user

interface RoomFeedProps {
  name: string
  title: string
  users: number
  dispatch: Dispatch<ChatAction>
}

/** Follows one room: what was said before, and what is said. It shows nothing. */
export function RoomFeed({ name, title, users, dispatch }: RoomFeedProps) {
  const channel = channelOf(name)
  const { channel: room, status } = useChannel<Line>(channel, { client: useBroker() })
  const lines = useMessages(room, 'chat', { history: true, limit: most, filter: isGenuine }) as readonly Line[]

  useEffect(() => dispatch({ do: 'history', channel, lines }), [channel, lines, dispatch])
  useEffect(() => {
    // `lines` and `status`: whenever they change, the position may have moved.
    const total = room.position ? Number(room.position.offset) : Number.NaN
    dispatch({ do: 'room', room: { name, title, users, total } })
  }, [room, name, title, users, lines, status, dispatch])
  return null
}
