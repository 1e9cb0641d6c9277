import { type Passage, span, statusHistory } from '../connection/history'
import { ropes } from '../header/rope'
import { laneOf, lanes } from './lanes'

interface Stretch {
  status: Passage['status']
  from: number
  to: number
}

/** The states that fall into the window, in seconds before its end; the earliest began before it. */
function stretches(passages: readonly Passage[], now: number): Stretch[] {
  return passages
    .map(({ at, status }, i) => ({ status, from: at, to: passages[i + 1]?.at ?? now }))
    .filter(({ to }) => to > now - span)
    .map(({ status, from, to }) => ({ status, from: place(from, now), to: place(to, now) }))
}

const place = (at: number, now: number) => Math.max(0, ((at - now + span) / span) * 100)

const seconds = [60, 45, 30, 15, 0]

/** What state the line was in during the last minute. `now` as in `performance.now()`. */
export function Timeline({ now }: { now: number }) {
  const parts = stretches(statusHistory(), now)
  return (
    <figure className="timeline">
      <ol className="lanes">
        {lanes.map((status) => (
          <li key={status}>{status}</li>
        ))}
      </ol>
      <svg viewBox={`0 0 100 ${lanes.length}`} preserveAspectRatio="none" role="img" aria-label={summary(parts)}>
        {lanes.map((status) => (
          <path key={status} className="lane" d={`M0 ${laneOf(status)}H100`} vectorEffect="non-scaling-stroke" />
        ))}
        <path className="steps" d={parts.map(step).join('')} vectorEffect="non-scaling-stroke" />
        {parts.map(({ status, from, to }) => (
          <path
            key={`${status} ${to === 100 ? 'now' : to}`}
            className={`stretch ${ropes[status].tone}`}
            d={`M${from} ${laneOf(status)}H${Math.max(to, from + 0.15)}`}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      <figcaption className="ticks" aria-hidden="true">
        {seconds.map((s) => (
          <span key={s}>{s === 0 ? 'now' : `−${s} s`}</span>
        ))}
      </figcaption>
    </figure>
  )
}

const step = ({ status, from, to }: Stretch, i: number) => `${i === 0 ? 'M' : 'L'}${from} ${laneOf(status)}H${to}`

const summary = (parts: readonly Stretch[]) =>
  `States of the last minute: ${parts.map(({ status, from, to }) => `${status} for ${((((to - from) / 100) * span) / 1000).toFixed(1)} s`).join(', ')}`
