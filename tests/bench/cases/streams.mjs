// What arrives as fast as it can: one message a frame, many a frame, protobuf, deltas.
import { broker, hawser, nobody, plain, raw, socketIo } from '../peers.mjs'
import { rounds } from '../support/rounds.mjs'
import { stream } from '../support/streams.mjs'

const measure = (peers, words) => async (bench) => ({
  rows: await rounds(bench.rounds, [nobody, ...peers], (peer) => stream(bench, peer, words)),
  words,
})

/** A part of a case, where the quick run sends a part of the messages. */
const part = (bench, title, peers, words) => {
  const count = Math.ceil(words.count / bench.shrink / 64) * 64
  return { title, run: measure(peers, { ...words, count }) }
}

export const oneAFrame = {
  name: 'one-a-frame',
  title: 'One message a frame, all delivered',
  plotted: 'own',
  parts: (bench) => [
    part(bench, '200 B', plain, { wire: 'plain', count: 16_000, size: 200 }),
    ...(bench.quick ? [] : [part(bench, '1 KB', plain, { wire: 'plain', count: 8000, size: 1000 })]),
    part(bench, '10 KB', plain, { wire: 'plain', count: 4000, size: 10_000 }),
    part(bench, '200 B, 1 type of 8 listened to', [raw, socketIo, hawser], { wire: 'plain', count: 16_000, types: 8 }),
  ],
}

export const manyAFrame = {
  name: 'many-a-frame',
  title: '64 messages a frame, JSON of a broker',
  plotted: 'own',
  parts: (bench) => [
    part(bench, 'all delivered', broker.json, { wire: 'json', count: 128_000, batch: 64 }),
    part(bench, '1 type of 8 listened to', broker.json, { wire: 'json', count: 128_000, batch: 64, types: 8 }),
  ],
}

export const binary = {
  name: 'protobuf-and-delta',
  title: 'Protobuf, and fossil deltas',
  plotted: 'own',
  parts: (bench) => [
    part(bench, 'protobuf, 200 B, 64 a frame', broker.protobuf, { wire: 'protobuf', count: 128_000, batch: 64 }),
    ...deltas(bench, 'json', 'JSON', broker.json.slice(1)),
    ...deltas(bench, 'protobuf', 'protobuf', broker.protobuf),
  ],
}

const deltas = (bench, wire, title, peers) =>
  (bench.quick ? [10] : [1, 10, 100]).map((delta) =>
    part(bench, `${title}, deltas of ${delta} KB`, peers, { wire, delta, count: Math.ceil(12_800 / (delta + 4)) }),
  )
