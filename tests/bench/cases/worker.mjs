// What is left on the main thread when the engine is in a worker, and when tabs share one.
import {
  centrifuge,
  hawser,
  hawserBroker,
  hawserInWorker,
  hawserLatest,
  hawserLatestInWorker,
  hawserPlainInWorker,
  hawserShared,
  nobody,
  raw,
} from '../peers.mjs'
import { rounds } from '../support/rounds.mjs'
import { table, threads as apps } from './react.mjs'
import { options, pageOf, stream, verified } from '../support/streams.mjs'

const threads = [centrifuge, hawserBroker, hawserInWorker, hawserShared]
const tabs = 4
/** Messages a second. */
const rate = 5000
/** Of values of which only the latest count. */
const values = { rate: 20_000, keys: 10_000 }

const part = (bench, title, words) => {
  const count = Math.ceil(words.count / bench.shrink / 64) * 64
  const load = { wire: 'json', batch: 64, ...words, count }
  return {
    title,
    run: async () => ({ rows: await rounds(bench.rounds, [nobody, ...threads], (peer) => stream(bench, peer, load)) }),
  }
}

export const worker = {
  name: 'worker',
  title: 'The engine in a worker: the main thread',
  plotted: 'script',
  parts: (bench) => [
    part(bench, '64 messages a frame, all delivered', { count: 128_000 }),
    part(bench, '64 messages a frame, 1 type of 8 listened to', { count: 128_000, types: 8 }),
    {
      title: `one message a frame, 200 B, ${rate.toLocaleString('en')} a second`,
      run: async () => {
        const load = { wire: 'plain', size: 200, count: Math.ceil(20_000 / bench.shrink) }
        const peers = [nobody, raw, hawser, hawserPlainInWorker]
        return { rows: await rounds(bench.rounds, peers, (peer) => stream(bench, peer, load, { rate, warm: 1 })) }
      },
    },
    {
      title: `the latest of ${values.keys.toLocaleString('en')} keys, ${values.rate.toLocaleString('en')} messages a second`,
      run: async () => {
        const count = Math.ceil((values.rate * (bench.quick ? 0.4 : 1)) / 64) * 64
        const load = { wire: 'json', batch: 64, count, keys: values.keys }
        const measure = (peer) => stream(bench, peer, load, { rate: values.rate, as: 'latest' })
        return { rows: await rounds(bench.rounds, [nobody, hawserLatest, hawserLatestInWorker], measure) }
      },
    },
    table(bench, values.rate, apps),
    {
      title: `${tabs} tabs, 64 messages a frame, all delivered to each: a connection each, and one for all`,
      run: async () => {
        const load = { wire: 'json', batch: 64, count: Math.ceil(64_000 / bench.shrink / 64) * 64 }
        return { rows: await rounds(bench.rounds, [hawserBroker, hawserShared], (peer) => several(bench, peer, load)) }
      },
    },
  ],
}

/** The same messages in several tabs. */
async function several(bench, peer, load) {
  const expected = await bench.load.prepare(load)
  const pages = []
  try {
    while (pages.length < tabs) {
      const page = await pageOf(bench, peer.file)
      pages.push(page)
      await page.call('open', options(bench, load))
    }
    const sockets = await bench.load.connections(load.wire)
    await pass(bench, peer, load, expected, pages)
    return { sockets, ...(await pass(bench, peer, load, expected, pages)) }
  } finally {
    for (const page of pages) await page.close()
  }
}

async function pass(bench, peer, load, expected, pages) {
  for (const page of pages) await page.call('expect', expected.count, false)
  const told = pages.map((page) => page.time(() => page.call('told', 20_000)))
  const [server, ...times] = await Promise.all([bench.load.send(load), ...told])
  for (const { value } of times) verified(peer, expected, value)
  const sum = (figure) => times.reduce((all, time) => all + time[figure], 0) / load.count
  return { script: sum('script'), task: sum('task'), server: server.cpu / server.wall }
}
