// What more of it takes: channels, connections, time.
import { broker, hawserBroker, plain } from '../peers.mjs'
import { rounds } from '../support/rounds.mjs'
import { connected, options } from '../support/streams.mjs'

const lines = plain
  .map((peer) => ({ ...peer, wire: peer.wire ?? 'plain' }))
  .filter(({ name }) => !name.startsWith('react'))
const channels = broker.json.slice(1).map((peer) => ({ ...peer, wire: 'json' }))
const rate = 2000

export const growth = {
  name: 'growth',
  title: 'Growth',
  plotted: 'objects',
  parts: (bench) => [
    ...(bench.quick ? [1000] : [100, 10_000]).map((count) => ({
      title: `from 1 to ${count.toLocaleString('en')} channels`,
      run: async () => ({
        rows: await rounds(bench.quick ? 1 : Math.min(3, bench.rounds), channels, (peer) => join(bench, peer, count)),
      }),
    })),
    ...(bench.quick ? [40] : [200]).map((count) => ({
      title: `from 1 to ${count} connections`,
      run: async () => ({
        rows: await rounds(bench.quick ? 1 : Math.min(3, bench.rounds), lines, (peer) => connect(bench, peer, count)),
      }),
    })),
    ...(bench.quick
      ? []
      : [
          {
            title: `${bench.soak} minutes at ${rate.toLocaleString('en')} messages/s: growth after the first tenth`,
            run: async () => soaked(bench),
          },
        ]),
  ],
}

const join = (bench, peer, count) =>
  connected(bench, peer, async (page) => {
    const names = Array.from({ length: count }, (_, n) => `channel-${n}`)
    const before = await page.heap()
    const started = performance.now()
    await page.call('join', names)
    const took = performance.now() - started
    const after = await page.heap()
    return { each: took / count, ...grown(before, after, count) }
  })

const connect = (bench, peer, count) =>
  connected(bench, peer, async (page) => {
    const before = await page.heap()
    const started = performance.now()
    await page.run(`(async () => {
      for (let n = 1; n < ${count}; n++) await bench.open(${JSON.stringify(options(bench, peer))})
    })()`)
    const took = performance.now() - started
    const after = await page.heap()
    return { each: took / (count - 1), ...grown(before, after, count - 1) }
  })

const grown = (before, after, count) => ({
  objects: (after.objects - before.objects) / count,
  wasm: (after.wasm - before.wasm) / count,
})

/** How much more is in use at the end than after the first tenth: it should be nothing. */
const soaked = async (bench) => ({
  rows: await rounds(1, [{ ...hawserBroker, wire: 'json' }], (peer) => soak(bench, peer)),
})

const soak = (bench, peer) =>
  connected(bench, peer, async (page) => {
    const words = { wire: 'json', count: 64 * Math.ceil((rate * 6 * bench.soak) / 64), batch: 64 }
    await bench.load.prepare(words)
    await bench.load.send(words, rate)
    const first = await page.heap()
    for (let tenth = 1; tenth < 10; tenth++) await bench.load.send(words, rate)
    return grown(first, await page.heap(), 1)
  })
