import { useEffect } from 'react'
import { useChat } from './chat-context'
import { talkIn } from './chat-state'
import type { Entry } from './entry'
import { LineItem } from './line-item'
import { useTail } from './use-tail'

// Milliseconds after which an author is named again.
const pause = 300_000

const follows = (entry: Entry, before: Entry | undefined) =>
  entry.kind === 'line' && before?.kind === 'line' && entry.user === before.user && entry.at - before.at < pause

/** The line of mine at the end that has just been written. */
function draftAt(entries: readonly Entry[]): string | null {
  const last = entries.at(-1)
  return last?.kind === 'line' && last.progress === 'kept' ? last.id : null
}

/** What was said, with its end in view. */
export function EntryList() {
  const { state } = useChat()
  const { entries } = talkIn(state, state.here)
  const { box, onScroll, toEnd, missed } = useTail<HTMLOListElement>(state.here, entries)
  const draft = draftAt(entries)

  // Who writes wants to see it.
  useEffect(() => {
    if (draft) toEnd()
  }, [draft, toEnd])

  return (
    <div className="talk">
      <ol className="entries" ref={box} onScroll={onScroll} role="log" aria-label="Messages" tabIndex={0}>
        {entries.length === 0 && <li className="notice">Nobody has said anything here yet.</li>}
        {entries.map((entry, i) =>
          entry.kind === 'line' ? (
            <LineItem key={entry.id} line={entry} follows={follows(entry, entries[i - 1])} />
          ) : (
            <li key={entry.id} className="notice">
              {entry.text}
            </li>
          ),
        )}
      </ol>
      {missed > 0 && (
        <button type="button" className="button primary small pill" onClick={toEnd}>
          {missed} new {missed === 1 ? 'message' : 'messages'}
        </button>
      )}
    </div>
  )
}
