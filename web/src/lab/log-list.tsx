import { memo, useState, useSyncExternalStore } from 'react'
import { clearLog, type LogLine, log } from '../connection/recorder'
import { bytes, count } from '../shared/format'
import { useMessagesInLog } from './use-messages-in-log'

const arrows = { in: '↓', out: '↑', event: '•' } as const
const names = { in: 'received', out: 'sent', event: 'event' } as const
// Characters of a detail; the rest is in its title.
const longest = 160

function describe(detail: unknown): string {
  if (detail === undefined) return ''
  if (detail instanceof Error) return 'code' in detail ? `${detail.code}: ${detail.message}` : detail.message
  const text = typeof detail === 'string' ? detail : JSON.stringify(detail)
  return (text ?? String(detail)).slice(0, longest)
}

const LogItem = memo(function LogItem({ line: { entry, times } }: { line: LogLine }) {
  return (
    <li className={`log-line ${entry.direction}`}>
      <span className="figure">{(entry.time / 1000).toFixed(2)}</span>
      <span title={names[entry.direction]} role="img" aria-label={names[entry.direction]}>
        {arrows[entry.direction]}
      </span>
      <strong>
        {entry.type}
        {times > 1 && <em> ×{count(times)}</em>}
      </strong>
      <span className="log-detail">{describe(entry.detail)}</span>
      <span className="figure">{entry.bytes !== undefined && bytes(entry.bytes)}</span>
    </li>
  )
})

/** What the client saw and did, the newest first. */
export function LogList() {
  const lines = useSyncExternalStore(log.subscribe, log.get)
  const [held, setHeld] = useState<readonly LogLine[] | null>(null)
  const [withMessages, setWithMessages] = useState(true)
  const shown = held ?? lines
  useMessagesInLog(withMessages)
  return (
    <section className="card log" aria-labelledby="log">
      <div className="log-head">
        <h2 id="log">Log</h2>
        <label className="switch">
          <input
            type="checkbox"
            role="switch"
            checked={withMessages}
            onChange={({ target }) => setWithMessages(target.checked)}
          />
          Messages
        </label>
        <button
          type="button"
          className="button small"
          aria-pressed={held !== null}
          onClick={() => setHeld(held ? null : lines)}
        >
          {held ? 'Go on' : 'Pause'}
        </button>
        <button type="button" className="button small" onClick={clearLog}>
          Clear
        </button>
      </div>
      <ol className="log-lines" tabIndex={0} aria-label="Events and messages, the newest first">
        {[...shown].reverse().map((line) => (
          <LogItem key={line.n} line={line} />
        ))}
      </ol>
    </section>
  )
}
