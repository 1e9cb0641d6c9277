import type { Status } from 'hawser'
import { ropes } from './rope'

/** The line itself: taut while it holds, slack while it is made fast, parted when it is lost. */
export function RopeLine({ status }: { status: Status }) {
  const { path } = ropes[status]
  return (
    <svg className={status === 'connecting' ? 'line busy' : 'line'} viewBox="0 0 64 24" aria-hidden="true">
      <path className="rope" d={path} />
      <path className="lay" d={path} />
      <rect className="post" x="2" y="5" width="6" height="14" rx="2" />
      <rect className="post" x="56" y="5" width="6" height="14" rx="2" />
    </svg>
  )
}
