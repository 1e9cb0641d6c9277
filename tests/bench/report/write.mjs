import { mkdirSync, writeFileSync } from 'node:fs'
import { pageOf } from './page.mjs'
import { plot } from './plot.mjs'

/** README.md, results.json, and a plot for each case, of the figure that says most. */
export function write(folder, run) {
  mkdirSync(folder, { recursive: true })
  const file = (name, text) => writeFileSync(new URL(name, folder), text)
  file('results.json', `${JSON.stringify(run, null, 2)}\n`)
  file('README.md', pageOf(run))
  for (const { name, title, parts, plotted } of run.results) file(`${name}.svg`, plot(title, parts, plotted))
}
