// React: a table, a chat, and many components on one connection. Everybody gets the same frames at the same pace.
import { rounds } from '../support/rounds.mjs'
import { pageOf, sum } from '../support/streams.mjs'

const patience = 1000
const hooks = { name: 'hawser/react', file: 'react/hawser.js' }
/** Here and in a worker. */
export const threads = [hooks, { name: 'hawser/react, worker', file: 'react/hawser-worker.js' }]
const peers = [
  { name: 'WebSocket, a state for each message', file: 'react/raw.js' },
  { name: 'WebSocket, by hand once a frame', file: 'react/by-hand.js' },
  { name: 'partysocket/react', file: 'react/partysocket.js' },
  { name: 'react-use-websocket', file: 'react/react-use-websocket.js' },
  hooks,
]

export const react = {
  name: 'react',
  title: 'React',
  plotted: 'commits',
  parts: (bench) => [
    ...(bench.quick ? [20_000] : [1000, 5000, 20_000]).map((rate) => table(bench, rate)),
    part(bench, 'chat of the last 1,000, 1,000 messages/s', { app: 'Chat', size: 1000, rate: 1000, words: {} }),
    part(bench, '20 components on one connection, 5,000 messages/s', {
      app: 'Panels',
      size: 20,
      rate: 5000,
      words: { types: 20 },
    }),
  ],
}

/** @param who - is measured */
export const table = (bench, rate, who = peers) =>
  part(
    bench,
    `table of 500 rows, ${rate.toLocaleString('en')} messages/s`,
    { app: 'Table', size: 500, rate, words: { keys: 500 } },
    who,
  )

function part(bench, title, { app, size, rate, words }, who = peers) {
  const count = Math.max(1000, rate * (bench.quick ? 0.5 : 1))
  const load = { wire: 'plain', count, size: 150, ...words }
  const measure = (peer) => show(bench, peer, { app, size, rate, load })
  return {
    title,
    run: async () => ({ rows: await rounds(bench.quick ? 1 : Math.min(3, bench.rounds), who, measure) }),
  }
}

async function show(bench, peer, { app, size, rate, load }) {
  const { last, ofType, tail } = await bench.load.prepare(load)
  const expected = { Table: last, Panels: ofType, Chat: tail }[app]
  const page = await pageOf(bench, peer.file)
  try {
    await page.call('open', app, bench.urls.plain, size)
    await page.call('watch')
    await warmUp(bench, page, load, rate)
    const before = await page.heap()
    const { value, script, task } = await page.time(async () => {
      await page.call('watch')
      await bench.load.send(load, rate)
      const sent = performance.now()
      return { ...(await page.call('told', expected, patience)), behind: performance.now() - sent }
    })
    const after = await page.heap()
    return {
      commits: (value.commits / value.ms) * 1000,
      frame: value.frame,
      long: value.long,
      longest: value.longest,
      script: script / load.count,
      task: task / load.count,
      lost: Object.keys(expected).filter((id) => value.shown[id] !== expected[id]).length,
      behind: value.behind,
      heap: sum(after) - sum(before),
    }
  } finally {
    await page.close()
  }
}

/** Other messages than those that are counted, so that none of them is taken for one that arrived. */
async function warmUp(bench, page, load, rate) {
  const words = { ...load, from: 1_000_000, count: load.count / 4 }
  await bench.load.prepare(words)
  await bench.load.send(words, rate)
  await page.call('told', {}, 200)
}
