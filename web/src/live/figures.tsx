import { useLatest } from 'hawser/react'
import { broker } from '../connection/client'
import { bytes, count } from '../shared/format'
import { Sparkline } from '../shared/sparkline'
import { Tile } from '../shared/tile'
import { longTasks, memory } from './long-tasks'
import { useKeptValues } from './use-kept-values'
import { type Rates, useRates } from './use-rates'

const length = 60

export function Figures() {
  const rates = useRates()
  const skipped = useLatest('quote-figures')?.skipped ?? 0
  const received = useKeptValues(rates, ({ received }) => received, length)
  const commits = useKeptValues(rates, ({ commits }) => commits, length)
  const { count: tasks, longest } = longTasks()
  return (
    <div className="tiles">
      <Tile label="Received" value={count(rates.received)} unit="msg/s" note={`${bytes(rates.bytes)} a second`}>
        <Sparkline values={received} length={length} label="Messages a second, of late" />
      </Tile>
      <Tile label="Commits" value={count(rates.commits)} unit="/s" note="of the table, by React">
        <Sparkline values={commits} length={length} least={60} label="Commits a second, of late" />
      </Tile>
      <Tile
        label="Long tasks"
        value={count(tasks)}
        unit={`in ${memory / 1000} s`}
        note={tasks ? `the longest ${Math.round(longest)} ms` : 'none over 50 ms'}
      />
      {broker ? <Bytes rates={rates} skipped={skipped} /> : <Ignored rates={rates} skipped={skipped} />}
    </div>
  )
}

function Bytes({ rates, skipped }: { rates: Rates; skipped: number }) {
  const values = useKeptValues(rates, (now) => now.bytes, length)
  return (
    <Tile label="Bytes" value={bytes(rates.bytes)} unit="/s" note={`received · ${count(skipped)} quotes skipped`}>
      <Sparkline values={values} length={length} label="Bytes received a second, of late" />
    </Tile>
  )
}

function Ignored({ rates, skipped }: { rates: Rates; skipped: number }) {
  return (
    <Tile
      label="Ignored"
      value={count(rates.ignored)}
      unit="msg/s"
      note={`never parsed · ${count(skipped)} skipped by the server`}
    />
  )
}
