import { myId } from '../connection/me'
import { Avatar } from './avatar'
import { useChat } from './chat-context'

/** Who is in the room, me first. */
export function People() {
  const { people } = useChat()
  const users = [...people].sort((a, b) => Number(b.user === myId) - Number(a.user === myId))
  return (
    <section className="people">
      <h2 className="eyebrow">Aboard · {users.length}</h2>
      {people.length === 0 && <p className="notice">Nobody knows until the line holds.</p>}
      <ul>
        {users.map(({ user, name }) => (
          <li key={user}>
            <Avatar user={user} name={name} />
            <span className="person">{name}</span>
            {user === myId && <span className="you">you</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
