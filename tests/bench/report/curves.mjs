// Lines that rise, as SVG: what share has arrived by when. Ours is drawn last, and thicker.
import { heading, label, picture } from './svg.mjs'

const width = 900
const height = 400
const right = width - 12
const plot = { left: 56, right: 620, top: 62, bottom: 352 }
/** Of the same lightness, and seen on white as on black. */
const hues = [
  '#e8590c',
  '#9c36b5',
  '#2b8a3e',
  '#e03131',
  '#4263eb',
  '#b8860b',
  '#d6336c',
  '#66a80f',
  '#868e96',
  '#a07855',
  '#15aabf',
]
const dashes = ['', '7 3', '2 3']

const isOurs = ({ name }) => name.startsWith('hawser')
const across = (share) => plot.left + share * (plot.right - plot.left)
const up = (share) => plot.bottom - share * (plot.bottom - plot.top)

/** @param lines - `{ name, note, shares }`, of which the first share is at 0 and the last at `until` seconds */
export function curves(title, axis, until, lines) {
  const styled = lines.map((line, at) => ({ ...line, ...look(line, at) }))
  const [ours, theirs] = [styled.filter(isOurs), styled.filter((line) => !isOurs(line))]
  return picture(width, height, [
    heading(title),
    label(plot.left - 44, 48, 'back'),
    ...[0, 0.25, 0.5, 0.75, 1].map(rule),
    ...ticks(until).map((seconds) => tick(seconds / until, seconds)),
    label(plot.right, plot.bottom + 38, axis, 'text-anchor="end"'),
    ...[...theirs, ...ours].map(draw),
    ...[...ours, ...theirs].map(legend),
  ])
}

const look = (line, at) =>
  isOurs(line)
    ? { stroke: 'var(--hawser)', width: 4, dash: '' }
    : { stroke: hues[at % hues.length], width: 1.6, dash: dashes[at % dashes.length] }

const rule = (share) =>
  `<path d="M${plot.left} ${up(share)}H${plot.right}" class="rule"/>` +
  label(plot.left - 8, up(share) + 4, `${share * 100} %`, 'text-anchor="end"')

const ticks = (until) => {
  const step = [1, 5, 10, 30, 60].find((it) => until / it <= 8) ?? until
  return Array.from({ length: Math.floor(until / step + 1e-9) + 1 }, (_, at) => at * step)
}

const tick = (share, seconds) => label(across(share), plot.bottom + 18, `${seconds} s`, 'text-anchor="middle"')

/** A step at each sample, so that a stampede is a wall and not a slope. */
function draw({ shares, stroke, width, dash }) {
  const points = shares.map((share, at) => [across(at / (shares.length - 1)), up(share)].map((it) => it.toFixed(1)))
  const path = points.map(([x, y], at) => (at ? `H${x}V${y}` : `M${x} ${up(0)}V${y}`)).join('')
  return `<path d="${path}" fill="none" style="stroke: ${stroke}" stroke-width="${width}" stroke-dasharray="${dash}" stroke-linejoin="round"/>`
}

function legend({ name, note, stroke, width, dash }, row) {
  const y = plot.top + 4 + row * 24
  const x = plot.right + 20
  const weight = isOurs({ name }) ? 'font-weight="600"' : ''
  return (
    `<path d="M${x} ${y}h26" style="stroke: ${stroke}" stroke-width="${width}" stroke-dasharray="${dash}"/>` +
    label(x + 34, y + 4, name, weight) +
    label(right, y + 4, note, `text-anchor="end" ${weight}`)
  )
}
