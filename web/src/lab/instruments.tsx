import { sampleCount, sampleHistory } from '../connection/history'
import { bytes, count, duration } from '../shared/format'
import { Sparkline } from '../shared/sparkline'
import { Tile } from '../shared/tile'
import { useStats } from '../shared/use-stats'

// The outbox's default limit.
const mostQueued = 1000

function RoundTrip({ rtt }: { rtt: number | undefined }) {
  const values = sampleHistory().map((sample) => sample.rtt)
  return (
    <Tile label="Round trip" value={rtt === undefined ? '–' : rtt.toFixed(rtt < 10 ? 1 : 0)} unit="ms">
      <Sparkline values={values} length={sampleCount} least={5} label="Round trips of the last minute" />
    </Tile>
  )
}

function Outbox({ queued, queuedBytes, dropped }: { queued: number; queuedBytes: number; dropped: number }) {
  return (
    <Tile
      label="Outbox"
      value={count(queued)}
      unit={`of ${count(mostQueued)}`}
      note={`${bytes(queuedBytes)} · ${count(dropped)} dropped`}
    >
      <meter className="meter" min={0} max={mostQueued} value={queued} aria-label="How full the outbox is" />
    </Tile>
  )
}

function Attempts({ attempts, nextAttempt }: { attempts: number; nextAttempt: number | undefined }) {
  return (
    <Tile
      label="Attempts"
      value={count(attempts)}
      unit="since it held"
      note={nextAttempt === undefined ? 'none is planned' : `the next in ${duration(nextAttempt)}`}
    />
  )
}

export function Instruments() {
  const stats = useStats(200)
  return (
    <div className="tiles">
      <RoundTrip rtt={stats.rtt} />
      <Outbox {...stats} />
      <Attempts {...stats} />
      <Tile
        label="Messages"
        value={count(stats.received)}
        unit="in"
        note={`${count(stats.sent)} out · ${count(stats.ignored)} ignored · ${count(stats.refused)} refused`}
      />
    </div>
  )
}
