import { useStatus } from 'hawser/react'
import { client } from '../connection/client'
import { statusHistory } from '../connection/history'
import { ropes } from '../header/rope'
import { RopeLine } from '../header/rope-line'
import { duration } from '../shared/format'
import { useTick } from '../shared/use-tick'
import { Timeline } from './timeline'

/** The line, large, and its last minute. */
export function LinePanel() {
  const status = useStatus()
  const now = useTick(200)
  const { tone, label } = ropes[status]
  const since = statusHistory().at(-1)?.at ?? now
  return (
    <section className={`card line-panel ${tone}`} aria-label="State">
      <div className="line-now">
        <RopeLine status={status} />
        <p className="line-label">{label}</p>
        <p className="figure">for {duration(Math.max(0, now - since))}</p>
        <p>link {client.stats().opens}</p>
      </div>
      <Timeline now={now} />
    </section>
  )
}
