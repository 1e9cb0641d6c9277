import type { RoomSummary } from '../connection/protocol'
import { useChat } from './chat-context'
import { channelOf, unread } from './chat-state'

function RoomButton({ room }: { room: RoomSummary }) {
  const { state, enter } = useChat()
  const channel = channelOf(room.name)
  const news = unread(state, room)
  return (
    <li>
      <button
        type="button"
        className="room"
        aria-current={channel === state.here || undefined}
        onClick={() => enter(channel)}
      >
        <span className="room-title">{room.title}</span>
        {news > 0 ? (
          <span className="badge">
            {news > 99 ? '99+' : news}
            <span className="visually-hidden"> unread</span>
          </span>
        ) : (
          <span className="room-users">
            {room.users}
            <span className="visually-hidden"> aboard</span>
          </span>
        )}
      </button>
    </li>
  )
}

export function RoomsList() {
  const { rooms } = useChat().state
  return (
    <nav className="rooms" aria-label="Rooms">
      <h2 className="eyebrow">Rooms</h2>
      <ul>
        {rooms.map((room) => (
          <RoomButton key={room.name} room={room} />
        ))}
      </ul>
    </nav>
  )
}
