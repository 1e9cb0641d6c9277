// Where somebody else is better than hawser, by more than the noise of a median.
import { figures } from './figures.mjs'

const noise = 1.05
/** Milliseconds under which nobody sees a difference: it is looked at every 20. */
const leastDifference = { behind: 40, frame: 1 }
/** What speaks to a broker isn't held against what doesn't. */
const kindOf = ({ peer }) => ['broker', 'protobuf'].find((kind) => peer.endsWith(`, ${kind}`))
const isOurs = ({ peer }) => peer.startsWith('hawser')

export const losses = (results) =>
  results.flatMap(({ title, parts }) =>
    parts.flatMap((part) =>
      part.rows.filter(isOurs).flatMap((row, _, { length }) => {
        const which = length > 1 ? ` (${row.peer})` : ''
        return lost(`${title}: ${part.title}${which}`, row, part.rows)
      }),
    ),
  )

function lost(where, ours, rows) {
  const others = rows.filter((row) => !isOurs(row) && !row.isFloor && kindOf(row) === kindOf(ours))
  return Object.keys(ours.figures).flatMap((name) => {
    const { title } = figures[name]
    // Where nobody's time is known, the whole task counts.
    const better = figures[name].better ?? (name === 'task' && !('own' in ours.figures) && 'less')
    const had = others.filter((row) => row.figures[name])
    if (!better || !had.length) return []
    const best = had.reduce((one, other) => (isBetter(better, other, one, name) ? other : one))
    const [mine, theirs] = [ours.figures[name].median, best.figures[name].median]
    const factor = better === 'less' ? mine / theirs : theirs / mine
    const isSmall = better === 'less' && mine - theirs < (leastDifference[name] ?? 0.01)
    return factor > noise && !isSmall ? [{ where, figure: title, best: best.peer, factor }] : []
  })
}

const isBetter = (better, one, other, name) =>
  better === 'less'
    ? one.figures[name].median < other.figures[name].median
    : one.figures[name].median > other.figures[name].median
