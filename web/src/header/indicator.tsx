import type { Stats } from 'hawser'
import { useStatus } from 'hawser/react'
import { useStats } from '../shared/use-stats'
import { ropes } from './rope'
import { RopeLine } from './rope-line'

function detail({ status, rtt, attempts, nextAttempt }: Stats): string {
  if (status === 'open') return rtt === undefined ? '' : `${rtt.toFixed(rtt < 10 ? 1 : 0)} ms`
  if (status === 'waiting') return `try ${attempts} in ${((nextAttempt ?? 0) / 1000).toFixed(1)} s`
  if (status === 'connecting' && attempts > 0) return `try ${attempts}`
  return ''
}

/** The state of the line, for the eye by the moment and for the ear by the change. */
export function Indicator() {
  const status = useStatus()
  const stats = useStats(status === 'waiting' ? 100 : 500)
  const { tone, label } = ropes[status]
  const more = stats.status === status ? detail(stats) : ''
  return (
    <div className={`indicator ${tone}`}>
      <RopeLine status={status} />
      <strong role="status">{label}</strong>
      {more && <span title={status === 'open' ? 'Round trip of the last heartbeat' : 'The next attempt'}>{more}</span>}
    </div>
  )
}
