// Bars with their medians, and lines from the least to the most, as SVG.
import { figures, written } from './figures.mjs'
import { heading, label, picture } from './svg.mjs'

const width = 760
const left = 250
const right = 170
const bar = 18

/** @param parts - `{ title, rows }` */
export function plot(title, parts, figure) {
  const drawn = []
  let y = 52
  for (const part of parts) {
    const rows = part.rows.filter((row) => row.figures[figure] && !row.isFloor)
    if (!rows.length) continue
    const most = Math.max(...rows.map((row) => row.figures[figure].max), Number.MIN_VALUE)
    drawn.push(label(12, y + 12, part.title, 'font-weight="600"'))
    y += 22
    for (const row of rows) {
      drawn.push(drawBar(row, figure, y, (value) => (Math.max(0, value) / most) * (width - left - right)))
      y += bar + 4
    }
    y += 14
  }
  return picture(width, y, [heading(`${title}: ${figures[figure].title}`), ...drawn])
}

function drawBar({ peer, figures: had }, figure, y, scaled) {
  const { median, min, max } = had[figure]
  const colour = peer.startsWith('hawser') ? 'var(--hawser)' : 'var(--theirs)'
  const middle = y + bar / 2
  return [
    label(left - 8, middle + 4, peer, 'text-anchor="end"'),
    `<rect x="${left}" y="${y}" width="${scaled(median).toFixed(1)}" height="${bar}" style="fill: ${colour}"/>`,
    `<path d="M${(left + scaled(min)).toFixed(1)} ${middle}H${(left + scaled(max)).toFixed(1)}" class="ink"/>`,
    label(left + scaled(max) + 6, middle + 4, written(figure, { median, min: median, max: median })),
  ].join('')
}
