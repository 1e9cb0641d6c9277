import { figures, present, written } from './figures.mjs'

/** A part of a case as lines of text. */
export function print(title, rows) {
  const names = present(rows)
  const lines = [
    ['', ...names.map((name) => figures[name].title)],
    ...rows.map(({ peer, figures: had }) => [
      peer,
      ...names.map((name) => (had[name] ? written(name, had[name]) : '')),
    ]),
  ]
  const widths = lines[0].map((_, at) => Math.max(...lines.map((line) => line[at].length)))
  console.log(`\n${title}`)
  for (const line of lines)
    console.log(
      line
        .map((text, at) => text.padEnd(widths[at]))
        .join('  ')
        .trimEnd(),
    )
}
