// Runs the suites and adds up what their reporters counted. A suite that reports nothing has failed.
import { mkdirSync, rmSync } from 'node:fs'
import { logs, tail } from './logs.mjs'
import { perform } from './perform.mjs'
import { suites } from './suites.mjs'
import { closing, table } from './table.mjs'

const asked = process.argv.slice(2)
const isCalled = (suite, name) => name === suite.name || suite.groups.includes(name)
const unknown = asked.filter((name) => !suites.some((suite) => isCalled(suite, name)))
if (unknown.length) {
  console.error(`no suite is called ${unknown.join(', ')}; there are ${suites.map(({ name }) => name).join(', ')}`)
  process.exit(1)
}
const chosen = suites.filter((suite) => !asked.length || asked.some((name) => isCalled(suite, name)))

rmSync(logs, { recursive: true, force: true })
mkdirSync(logs, { recursive: true })

const results = []
for (const suite of chosen) {
  console.log(`\n— ${suite.name}`)
  const result = await perform(suite)
  results.push(result)
  if (result.failed) console.log(tail(suite.name))
  console.log(JSON.stringify(result))
}

console.log(`\n${table(results)}\n\n${closing(results)}`)
process.exit(results.some((result) => result.failed) ? 1 : 0)
