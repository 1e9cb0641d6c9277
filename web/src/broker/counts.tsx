import { count } from '../shared/format'
import { useTally, useTokens } from './use-broker-state'

/** What came through, in figures. The server numbers a message every 250 ms: what is missing is counted, not believed. */
export function Counts() {
  const { received, recovered, lost, doubled, holes } = useTally()
  const figures = [
    { label: 'Log entries', value: received, title: 'Numbered messages of the server, four a second' },
    { label: 'Recovered', value: recovered, title: 'Published while there was no line, and delivered all the same' },
    { label: 'Lost', value: lost, title: `Numbers that are missing; ${doubled} came twice`, isBad: lost + doubled > 0 },
    { label: 'Not recovered', value: holes, title: 'Announcements: recovered: false', isBad: holes > 0 },
    { label: 'Tokens', value: useTokens(), title: 'JWTs of the site’s server, each good for 45 s' },
  ]
  return (
    <dl className="counts">
      {figures.map(({ label, value, title, isBad }) => (
        <div key={label} title={title} className={isBad ? 'bad' : undefined}>
          <dt>{label}</dt>
          <dd className="figure" data-count={label}>
            {count(value)}
          </dd>
        </div>
      ))}
    </dl>
  )
}
