// The budgets of the design, and what of them was reached.
const find = (results, name, title) =>
  results.find((it) => it.name === name)?.parts.find((part) => part.title.startsWith(title))?.rows
const value = (rows, peer, figure) => rows?.find((row) => row.peer === peer)?.figures[figure]?.median

/** Ours over theirs, of one figure. */
const ratio =
  (name, title, figure, theirs, ours = 'hawser') =>
  (results) => {
    const rows = find(results, name, title)
    return rows && value(rows, ours, figure) / value(rows, theirs, figure)
  }

const throughput = ratio('one-a-frame', '200 B', 'perSecond', 'raw WebSocket + JSON.parse')
const own = (name, title, ours) => ratio(name, title, 'own', 'centrifuge', ours)
const table = (figure) => (results) =>
  value(find(results, 'react', 'table of 500 rows, 20,000'), 'hawser/react', figure)
const times = (limit) => ({ limit, unit: '×' })

const budgets = [
  {
    what: 'transfer, brotli: engine, glue, client of `slim`, both formats of the broker',
    limit: 40_960,
    unit: ' bytes',
    of: transfer,
  },
  { what: 'one message a frame, 200 B: messages a second, over raw', ...times(0.95), isLeast: true, of: throughput },
  { what: '64 a frame, all delivered', ...times(0.7), of: own('many-a-frame', 'all') },
  { what: '64 a frame, 1 type of 8 listened to', ...times(0.35), of: own('many-a-frame', '1 type') },
  { what: 'latest of 100 keys, 60 renders a second', ...times(0.2), of: own('latest', '100 keys', 'hawser, latest') },
  { what: 'protobuf, 64 a frame', ...times(0.33), of: own('protobuf-and-delta', 'protobuf, 200') },
  { what: 'JSON, deltas of 10 KB', ...times(0.25), of: own('protobuf-and-delta', 'JSON, deltas of 10 KB') },
  { what: 'JSON, deltas of 100 KB', ...times(0.25), of: own('protobuf-and-delta', 'JSON, deltas of 100 KB') },
  { what: 'protobuf, deltas of 10 KB', ...times(0.25), of: own('protobuf-and-delta', 'protobuf, deltas of 10 KB') },
  { what: 'protobuf, deltas of 100 KB', ...times(0.25), of: own('protobuf-and-delta', 'protobuf, deltas of 100 KB') },
  { what: 'React table at 20,000 messages/s', limit: 61, unit: ' commits/s', of: table('commits') },
  { what: 'the same: longest task', limit: 50, unit: ' ms', of: table('longest') },
  {
    what: 'in a worker: script of the main thread at 5,000 messages/s',
    limit: 5,
    unit: ' % of a core',
    of: mainThread,
  },
  { what: 'a connection more, in wasm memory', limit: 4096, unit: ' bytes', of: idle },
]

function idle(results) {
  return value(find(results, 'growth', 'from 1 to 200 connections'), 'hawser', 'wasm')
}

/** Microseconds a message at 5,000 a second, as a share of a second. */
function mainThread(results) {
  return (value(find(results, 'worker', 'one message a frame'), 'hawser, worker', 'script') * 5000) / 1e4
}

function transfer(results) {
  return value(find(results, 'opening', ''), 'hawser/slim, protobuf', 'bytes')
}

/** Those that were measured: `{ what, goal, measured, isMet }`. */
export const judged = (results) =>
  budgets.flatMap(({ what, limit, unit, isLeast, of }) => {
    const measured = of(results)
    if (measured === undefined || Number.isNaN(measured)) return []
    const digits = unit === '×' ? 2 : 0
    const text = (number) => `${number.toLocaleString('en', { maximumFractionDigits: digits })}${unit}`
    return [
      {
        what,
        goal: `${isLeast ? '≥' : '≤'} ${text(limit)}`,
        measured: text(measured),
        isMet: isLeast ? measured >= limit : measured <= limit,
      },
    ]
  })
