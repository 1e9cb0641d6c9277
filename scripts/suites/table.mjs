const sum = (results, field) => results.reduce((total, result) => total + result[field], 0)

/** One line a suite: name, counts, seconds. */
export function table(results) {
  const rows = [
    ...results,
    {
      suite: 'total',
      passed: sum(results, 'passed'),
      failed: sum(results, 'failed'),
      seconds: sum(results, 'seconds'),
    },
  ]
  const width = Math.max(...rows.map((row) => row.suite.length))
  return rows.map((row) => line(row, width)).join('\n')
}

const line = ({ suite, passed, failed, seconds, note = '' }, width) =>
  `${suite.padEnd(width)} ${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed ${seconds.toFixed(1).padStart(7)} s  ${note}`.trimEnd()

export const closing = (results) => `${sum(results, 'passed')} passed, ${sum(results, 'failed')} failed`
