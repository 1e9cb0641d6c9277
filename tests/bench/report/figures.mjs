// What is reported, in this order: its name, its unit, and which way is better.
const less = (title, digits = 2) => ({ title, digits, better: 'less' })
const more = (title, digits = 0) => ({ title, digits, better: 'more' })
const plain = (title, digits = 2) => ({ title, digits })

export const figures = {
  perSecond: more('messages/s'),
  own: less('own, µs'),
  script: plain('script, µs'),
  task: plain('task, µs'),
  commits: plain('commits/s', 0),
  frame: less('p95 frame, ms', 1),
  frames: plain('renders', 0),
  lost: less('lost', 0),
  behind: less('behind, ms', 0),
  long: plain('long tasks', 0),
  longest: less('longest, ms', 0),
  roundTrip: less('round trip, ms'),
  cold: less('cold, ms', 1),
  warm: less('warm, ms', 1),
  bytes: less('bytes, brotli', 0),
  each: less('each, ms'),
  objects: less('JS heap, bytes', 0),
  wasm: less('wasm memory, bytes', 0),
  heap: plain('heap growth, KB', 0),
  server: plain('server, % of a core', 0),
  tenth: less('worst 100 ms, %'),
  second: less('worst second, %', 1),
  attempts: less('attempts a client', 1),
  returned: more('back, %', 0),
  most: less('99 % are back, s', 1),
  wait: less('longest wait, s', 1),
  sockets: less('sockets of the server', 0),
}

const scale = { heap: 1 / 1024, server: 100, tenth: 100, second: 100, returned: 100 }

export function written(name, { median, min, max }) {
  const digits = figures[name].digits
  const factor = scale[name] ?? 1
  const text = (value) =>
    (value * factor).toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return min === max ? text(median) : `${text(median)} (${text(min)}–${text(max)})`
}

/** Those that a part of a case has, in order. */
export const present = (rows) => Object.keys(figures).filter((name) => rows.some((row) => name in row.figures))
