// Peers in turns, another one first in each round, so that what disturbs the machine disturbs them all.
import { median } from './figures.mjs'

/** @returns for each peer, `{ figure: { median, min, max } }` */
export async function rounds(count, peers, measure) {
  const taken = []
  for (let round = 0; round < count; round++) {
    const samples = new Map()
    for (let turn = 0; turn < peers.length; turn++) {
      const peer = peers[(turn + round) % peers.length]
      samples.set(peer, await measure(peer))
    }
    taken.push(lessFloor(samples))
  }
  return peers.map((peer) => ({
    peer: peer.name,
    isFloor: peer.isFloor ?? false,
    figures: summary(taken.map((samples) => samples.get(peer))),
  }))
}

/** `own`: what a peer took beyond what nobody took in the same round. */
function lessFloor(samples) {
  const floor = [...samples].find(([peer]) => peer.isFloor)
  if (!floor) return samples
  return new Map([...samples].map(([peer, it]) => [peer, { ...it, own: it.task - floor[1].task }]))
}

const summary = (samples) =>
  Object.fromEntries(Object.keys(samples[0]).map((figure) => [figure, ofAll(samples, figure)]))

function ofAll(samples, figure) {
  const values = samples.map((sample) => sample[figure])
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) }
}
