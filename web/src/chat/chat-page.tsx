import { broker } from '../connection/client'
import { usePageEntry } from '../routing/use-page-entry'
import { useChat } from './chat-context'
import { channelOf } from './chat-state'
import { Composer } from './composer'
import { EntryList } from './entry-list'
import { LostBanner } from './lost-banner'
import { NameField } from './name-field'
import { People } from './people'
import { PlugButton } from './plug-button'
import { RoomsList } from './rooms-list'
import { TypingNotice } from './typing-notice'

export function ChatPage() {
  const { people, state } = useChat()
  const { here, rooms } = state
  const heading = usePageEntry<HTMLHeadingElement>('Chat')
  const title = rooms.find(({ name }) => channelOf(name) === here)?.title ?? 'Harbour'
  return (
    <div className="page chat">
      <aside className="chat-side card">
        <RoomsList />
      </aside>
      <section className="conversation card" aria-label={title}>
        <div className="conversation-head">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <button type="button" className="button people-button" popoverTarget="people">
            {people.length} aboard
          </button>
          {!broker && <PlugButton />}
        </div>
        <EntryList />
        <TypingNotice />
        <LostBanner />
        <Composer title={title} />
      </section>
      <aside className="chat-people card" id="people" popover="auto" aria-label="People">
        <People />
        <NameField />
      </aside>
    </div>
  )
}
