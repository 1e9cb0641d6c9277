// `npm run bench [-- --quick] [--only=name,…] [--rounds=n] [--soak=minutes]`: one browser, one load server, all peers in turns.
// The whole run writes docs/bench/; a quick one, or a part of it, build/bench/.
import { cases } from './cases.mjs'
import { startLoad } from './load/start.mjs'
import { print } from './report/console.mjs'
import { judged } from './report/budgets.mjs'
import { machine } from './report/machine.mjs'
import { write } from './report/write.mjs'
import { launch } from './support/chromium.mjs'
import { serveSite } from './support/site.mjs'

const option = (name) => process.argv.find((it) => it.startsWith(`--${name}=`))?.split('=')[1]
const quick = process.argv.includes('--quick')
const only = option('only')?.split(',')

const started = performance.now()
const load = await startLoad()
const chromium = await launch()
const site = await serveSite()
const bench = {
  quick,
  rounds: Number(option('rounds') ?? (quick ? 3 : 5)),
  /** By how much a quick run sends less. */
  shrink: quick ? 10 : 1,
  soak: Number(option('soak') ?? 10),
  port: chromium.port,
  urls: load.urls,
  load,
  site,
}

const isWhole = !quick && !only
const folder = new URL(isWhole ? '../../docs/bench/' : '../../build/bench/', import.meta.url)
const results = []
try {
  for (const { name, title, plotted, parts } of cases.filter((it) => !only || only.includes(it.name))) {
    const taken = []
    for (const part of parts(bench)) {
      const { rows } = await part.run(bench)
      taken.push({ title: part.title, rows })
      print(`${title}: ${part.title}`, rows)
    }
    results.push({ name, title, plotted, parts: taken })
    // After each case: a run that is broken off leaves what it has measured.
    write(folder, { machine: machine(), rounds: bench.rounds, results })
  }
} finally {
  await chromium.close()
  load.close()
  site.close()
}

console.log()
console.table(judged(results))
console.log(
  `${isWhole ? 'docs' : 'build'}/bench/README.md, after ${Math.round((performance.now() - started) / 1000)} s`,
)
