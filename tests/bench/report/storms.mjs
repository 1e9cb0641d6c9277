// The page of the reconnect storms, and its pictures.
import { mkdirSync, writeFileSync } from 'node:fs'
import { curves } from './curves.mjs'
import { losses } from './losses.mjs'
import { figureTable, lossTable, table } from './page.mjs'
import { plot } from './plot.mjs'

/** Of the drop: at most that share in the worst 100 ms and in the worst second; and of users alone, seconds at the 95th percentile. */
const goals = { tenth: 0.025, second: 0.21, alone: 1 }

const once = (value) => ({ median: value, min: value, max: value })
const percent = (share) => `${Number((share * 100).toPrecision(3))} %`
const thousands = (count) => count.toLocaleString('en')

/** As the other pages have it: `{ title, rows }` of figures. */
const partOf = ({ title, rows, isLimited }) => ({
  title,
  rows: rows.map((row) => ({
    peer: row.policy,
    figures: Object.fromEntries(
      Object.entries(figuresOf(row, isLimited))
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, once(value)]),
    ),
  })),
})

/** Peaks say nothing where it is the server that cuts them. */
const figuresOf = ({ tenth, second, attempts, returned, most, longest }, isLimited) => ({
  ...(!isLimited && { tenth, second }),
  attempts,
  returned,
  most,
  wait: returned === 1 ? longest : undefined,
})

const about = ({ clients, users, scenarios }) => `# Reconnect storms

Written by \`npm run bench:storms\`: ${thousands(clients)} clients whose links, a minute old, all break in the same instant, on virtual
time. hawser's are whole clients, as they are shipped; the others are the delays of other libraries with their defaults, written out in
[policies.cpp](../../tests/simulation/herd/policies.cpp) with their sources, and the three forms of jitter that AWS recommends, from
0.5 to 20 s. Lines delay nobody and a refusal comes at once, so that nothing but the policy spreads the clients. It comes from one
seed: the figures are the same on every machine.

*Worst 100 ms* and *worst second* are the largest shares of all clients that came back within any such time; *99 % are back* and
*longest wait* count from the drop, and are left empty where not everybody was back within half an hour. Some give up by default, which
was ignored here: ${limits(scenarios[0].rows)}.
`

const limits = (rows) =>
  rows
    .filter(({ limit }) => limit)
    .map(({ policy, limit }) => `${policy} after ${limit} attempts`)
    .join(', ')

const verdict = (measured, goal) => (measured <= goal ? 'met' : '**missed**')

function goalTable({ scenarios, blips }) {
  const ours = scenarios[0].rows.find(({ policy }) => policy === 'hawser')
  const slowest = Math.max(...blips.map(({ most }) => most))
  return table(
    ['goal', 'at most', 'measured', ''],
    [
      [
        'back in the worst 100 ms after a drop',
        percent(goals.tenth),
        percent(ours.tenth),
        verdict(ours.tenth, goals.tenth),
      ],
      ['back in the worst second', percent(goals.second), percent(ours.second), verdict(ours.second, goals.second)],
      ['a user alone, 95 of 100', `${goals.alone} s`, `${slowest.toFixed(2)} s`, verdict(slowest, goals.alone)],
    ],
  )
}

const blipTable = ({ blips }) =>
  table(
    ['what happened', 'median, ms', '95 %, ms', 'longest, ms'],
    blips.map(({ title, half, most, longest }) => [title, ...[half, most, longest].map((it) => Math.round(it * 1000))]),
  )

const aboutBlips = ({ users }) => `## A user alone

${thousands(users)} users each, one after the other: from when the client can know (the browser's \`online\` or \`resume\`, the end of the
patience with a ping) until it is open again, with a handshake of 100 ms. A link that breaks without any hint may be one of a fleet, and
waits as such: 2.5 s in the middle, 5 s at most.
`

const aboutLosses = `## Where hawser loses

Whoever spreads more comes back later: that is the price, and here is all of it. A wall of clients at once is only free while the
server is imaginary. And a server that falls silent without closing is found by the heartbeats: each link draws its interval, which
spreads the verdicts over half of it, and from its verdict a client is back within half a second.
`

const section = (scenario) =>
  [
    `## ${scenario.title}`,
    `![${scenario.title}](storms-${scenario.name}.svg)`,
    figureTable(partOf(scenario).rows),
  ].join('\n\n')

const drawn = ({ title, rows, outage, isLimited }) =>
  curves(
    `${title}: who is back by when, and ${isLimited ? 'attempts a client' : 'the share in the worst 100 ms'}`,
    outage ? 'since the server is there again' : 'since the drop',
    rows[0].step * (rows[0].back.length - 1),
    rows.map(({ policy, tenth, attempts, back }) => ({
      name: policy,
      note: isLimited ? attempts.toFixed(1) : percent(tenth),
      shares: back,
    })),
  )

/** @param run - what `herd` printed */
export function writeStorms(folder, run) {
  mkdirSync(folder, { recursive: true })
  const file = (name, text) => writeFileSync(new URL(name, folder), text)
  const parts = run.scenarios.map(partOf)
  for (const scenario of run.scenarios) file(`storms-${scenario.name}.svg`, drawn(scenario))
  file('storms-peaks.svg', plot('Reconnect storms', parts.slice(0, 2), 'tenth'))
  file(
    'storms.md',
    [
      about(run),
      goalTable(run),
      '\n![Worst 100 ms](storms-peaks.svg)\n',
      run.scenarios.map(section).join('\n\n'),
      '',
      aboutBlips(run),
      blipTable(run),
      '',
      aboutLosses,
      lossTable([{ title: 'Storms', parts }]),
      '',
    ].join('\n'),
  )
}
