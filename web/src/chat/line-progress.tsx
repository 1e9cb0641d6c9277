import { useChat } from './chat-context'
import type { SaidEntry } from './entry'

/** What has become of a line that the room hasn't heard yet. */
export function LineProgress({ line }: { line: SaidEntry }) {
  const { sayAgain } = useChat()
  if (line.progress === 'said') return null
  if (line.progress === 'dropped') {
    return (
      <span className="progress dropped">
        Not sent.
        <button type="button" className="button small" onClick={() => sayAgain(line)}>
          Try again
        </button>
      </span>
    )
  }
  return <span className="progress">{line.progress === 'kept' ? 'Waits for the line' : 'Sent, not confirmed yet'}</span>
}
