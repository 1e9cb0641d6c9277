// Values, not messages: the latest of each key, shown 60 times a second, at a rate that everybody can bear.
import { broker, hawserLatest, nobody } from '../peers.mjs'
import { rounds } from '../support/rounds.mjs'
import { stream } from '../support/streams.mjs'

const rate = 20_000

export const latest = {
  name: 'latest',
  title: `Latest value of each key, 60 renders a second, ${rate.toLocaleString('en')} messages a second`,
  plotted: 'own',
  parts: (bench) => (bench.quick ? [100] : [1, 100, 10_000]).map((keys) => part(bench, keys)),
}

function part(bench, keys) {
  const words = { wire: 'json', count: Math.ceil((rate * (bench.quick ? 0.4 : 1)) / 64) * 64, batch: 64, keys }
  const measure = (peer) => stream(bench, peer, words, { rate, as: 'latest' })
  return {
    title: `${keys} keys`,
    words,
    run: async () => ({
      rows: await rounds(Math.min(3, bench.rounds), [nobody, ...broker.json, hawserLatest], measure),
    }),
  }
}
