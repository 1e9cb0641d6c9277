// The page that is written: budgets first, then where we lose, then everything.
import { judged } from './budgets.mjs'
import { figures, present, written } from './figures.mjs'
import { losses } from './losses.mjs'

export const table = (head, rows) =>
  [head, head.map((_, at) => (at ? '---:' : '---')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const about = ({ machine, rounds }) => `# Benchmark

Written by \`npm run bench\`. Everything here was measured in one run: one headless browser, up to ${rounds} rounds in which the peers
take turns, each in a page of its own, warmed up and checked: what it delivered must have the right number, order and sum, and once,
in full, the right content. Figures are medians, with the least and the most in brackets. Peers get the same bytes and have the same
handlers; the load server sends what it encoded before.

${machine.processor}, ${machine.cores} cores, ${machine.memory}; ${machine.kernel}; ${machine.browser}; Node ${machine.node};
${machine.peers.join(', ')}.

Times are of the page's main thread for each message, in processor time: *script* and *task* as the browser's \`Performance\` domain
counts them. *script* leaves out promises' callbacks and most of the garbage collection, so peers are compared by *own*: the task
time beyond that of a page that leaves the same frames unread (*nobody*).
`

const budgetTable = (results) =>
  table(
    ['budget', 'goal', 'measured', ''],
    judged(results).map(({ what, goal, measured, isMet }) => [what, goal, measured, isMet ? 'met' : '**missed**']),
  )

export const lossTable = (results) =>
  table(
    ['', 'figure', 'better', 'by a factor of'],
    losses(results).map(({ where, figure, best, factor }) => [
      where,
      figure,
      best,
      factor === Infinity ? '∞' : factor.toFixed(2),
    ]),
  )

const partTable = ({ title, rows }) => `### ${title}\n\n${figureTable(rows)}`

export function figureTable(rows) {
  const names = present(rows)
  const lines = rows.map(({ peer, figures: had }) => [
    peer.startsWith('hawser') ? `**${peer}**` : peer,
    ...names.map((name) => (had[name] ? written(name, had[name]) : '')),
  ])
  return table(['', ...names.map((name) => figures[name].title)], lines)
}

const section = ({ name, title, parts }) =>
  [`## ${title}`, `![${title}](${name}.svg)`, ...parts.map(partTable)].join('\n\n')

/** @param run - `{ machine, rounds, results }` */
export const pageOf = (run) =>
  [
    about(run),
    '## Budgets\n\nOf *own* time unless said otherwise, hawser over the reference client, `centrifuge`.\n',
    budgetTable(run.results),
    '\n## Where hawser loses\n\nEverything in which somebody else is better by more than 5 %.\n',
    lossTable(run.results),
    '',
    run.results.map(section).join('\n\n'),
    '',
  ].join('\n')
