import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const logs = join('build', 'test-logs')
export const logOf = (name) => join(logs, `${name}.log`)

/** The end of a suite's log, for the one who reads the output of a failed run. */
export const tail = (name, lines = 60) =>
  readFileSync(logOf(name), 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
