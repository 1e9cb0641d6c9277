import { spawn } from 'node:child_process'
import { appendFileSync, createWriteStream, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { logOf, logs } from './logs.mjs'

/** Milliseconds that one step may take: several times what the longest needs. */
const patience = 1_200_000

/** Runs one suite's steps in order and asks its report for the counts: `{ suite, passed, failed, seconds }`. */
export async function perform(suite) {
  const start = performance.now()
  writeFileSync(logOf(suite.name), '')
  const exits = await runSteps(suite)
  const counts = countsOf(suite, exits)
  const seconds = Math.round((performance.now() - start) / 100) / 10
  const result = { suite: suite.name, ...counts, seconds }
  writeFileSync(join(logs, `${suite.name}.json`), JSON.stringify(result))
  return result
}

// A suite whose steps are checks of their own goes on after a failure; one whose steps prepare the next stops.
async function runSteps(suite) {
  const exits = []
  for (const step of suite.steps) {
    const exit = await runStep(suite, step)
    exits.push(exit)
    if (exit !== 0 && !suite.independent) break
  }
  return exits
}

async function runStep(suite, argv) {
  const log = createWriteStream(logOf(suite.name), { flags: 'a' })
  log.write(`$ ${argv.join(' ')}\n`)
  const exit = await spawned(argv, { ...process.env, NO_COLOR: '1', ...suite.env }, log)
  log.end()
  await finished(log)
  return exit
}

// A step has a group of its own, so that one that hangs, or is interrupted, goes with all that it started.
function spawned([command, ...args], env, log) {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  const end = () => process.kill(-child.pid)
  const leave = () => {
    end()
    process.exit(130)
  }
  const limit = setTimeout(() => log.write(`not done in ${patience / 60_000} minutes\n`, end), patience)
  process.once('SIGINT', leave).once('SIGTERM', leave)
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })

  const exit = new Promise((resolve) => {
    child.on('error', (error) => log.write(`${error.message}\n`, () => resolve(127)))
    child.on('close', (code) => resolve(code ?? 1))
  })
  return exit.finally(() => {
    clearTimeout(limit)
    process.off('SIGINT', leave).off('SIGTERM', leave)
  })
}

// Whatever a report says, a step that failed means at least one failure, and nothing counted is a failure too.
function countsOf(suite, exits) {
  let counts = { passed: 0, failed: 0 }
  try {
    counts = suite.report(exits)
  } catch (error) {
    appendFileSync(logOf(suite.name), `no report: ${error.message}\n`)
  }
  const ran =
    exits.length === suite.steps.length && exits.every((exit) => exit === 0) && counts.passed + counts.failed > 0
  return { ...counts, failed: Math.max(counts.failed, ran ? 0 : 1) }
}
