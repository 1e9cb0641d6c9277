// Counts, read from what each reporter wrote for machines. A skipped test is a failed one: nothing is left out silently.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { logOf, logs } from './logs.mjs'

export const file = (name) => join(logs, name)

/** Each step is one check. */
export const exits = (codes) => ({
  passed: codes.filter((code) => code === 0).length,
  failed: codes.filter((code) => code !== 0).length,
})

/** CTest's `--output-junit`. */
export const junit = (name, note) => () => {
  const xml = readFileSync(file(name), 'utf8')
  const suite = xml.match(/<testsuite\b[^>]*>/)[0]
  const count = (attribute) => Number(suite.match(new RegExp(`\\b${attribute}="(\\d+)"`))?.[1] ?? 0)
  const failed = count('failures') + count('errors') + count('skipped') + count('disabled')
  return { passed: count('tests') - failed, failed, note: note && xml.match(note)?.[0] }
}

/** Catch2's `-r xml`, of several binaries. */
export const catch2 = (names) => () => {
  const totals = names.map((name) =>
    readFileSync(file(name), 'utf8').match(/<OverallResultsCases successes="(\d+)" failures="(\d+)"/),
  )
  const count = (index) => totals.reduce((sum, match) => sum + Number(match[index]), 0)
  return { passed: count(1), failed: count(2) }
}

/** Vitest's JSON reporter. A file that can't be loaded has no tests but counts as one failure. */
export const vitest = (name) => () => {
  const report = JSON.parse(readFileSync(file(name), 'utf8'))
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.length,
  )
  const passed = report.numPassedTests
  return { passed, failed: report.numTotalTests - passed + unloaded.length }
}

/** Top-level lines of TAP. */
export const tap = (name) => () => {
  const text = readFileSync(file(name), 'utf8')
  const count = (pattern) => (text.match(pattern) ?? []).length
  return { passed: count(/^ok /gm), failed: count(/^not ok /gm) }
}

/** libFuzzer: a target that ends without a finding says how much it ran, and is one passed test. */
export const fuzzer = (name, targets) => () => {
  const done = readFileSync(logOf(name), 'utf8').matchAll(/^Done (\d+) runs/gm)
  const runs = [...done].map((match) => Number(match[1]))
  const total = runs.reduce((sum, count) => sum + count, 0)
  return { passed: runs.length, failed: targets - runs.length, note: `${total.toLocaleString('en')} executions` }
}
