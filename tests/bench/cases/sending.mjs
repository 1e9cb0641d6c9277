// What a page sends: bursts of messages, and requests that wait for their answer.
import { median } from '../support/figures.mjs'
import { broker, plain } from '../peers.mjs'
import { rounds } from '../support/rounds.mjs'
import { connected } from '../support/streams.mjs'

const lines = [...plain.map((peer) => ({ ...peer, wire: peer.wire ?? 'plain' })), ...brokers()]

function brokers() {
  return broker.json.slice(1).map((peer) => ({ ...peer, name: `${peer.name}, broker`, wire: 'json' }))
}

export const sending = {
  name: 'sending',
  title: 'Sending',
  plotted: 'task',
  parts: (bench) => [
    ...(bench.quick ? [1, 64] : [1, 8, 64]).map((size) => ({
      title: size === 1 ? 'one message at a time' : `${size} messages in a burst`,
      run: async () => ({ rows: await rounds(bench.rounds, lines, (peer) => burst(bench, peer, size)) }),
    })),
    {
      title: 'request and reply',
      run: async () => ({ rows: await rounds(bench.rounds, lines, (peer) => ask(bench, peer)) }),
    },
  ],
}

const burst = (bench, peer, size) =>
  connected(bench, peer, async (page) => {
    const bursts = Math.ceil((bench.quick ? 640 : 12_800) / size)
    const count = bursts * size
    await page.call('burst', bursts, size)
    await heard(bench, peer, count)
    const { script, task } = await page.time(async () => {
      await page.call('burst', bursts, size)
      await heard(bench, peer, count)
    })
    return { script: script / count, task: task / count }
  })

/** Waits until the server has them all, each once. */
async function heard(bench, peer, count) {
  let had = { count: 0, sum: 0 }
  for (let tries = 0; had.count < count && tries < 500; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 10))
    const { count: more, sum } = await bench.load.heard()
    had = { count: had.count + more, sum: had.sum + sum }
  }
  const wanted = (count * (count - 1)) / 2
  if (had.count !== count || had.sum !== wanted)
    throw new Error(
      `${peer.name}: the server heard ${had.count} of ${count} messages, with a sum of ${had.sum}, not ${wanted}`,
    )
}

const ask = (bench, peer) =>
  connected(bench, peer, async (page) => {
    const count = bench.quick ? 200 : 2000
    await page.call('ask', count)
    const { value, script, task } = await page.time(() => page.call('ask', count))
    return { roundTrip: median(value), script: script / count, task: task / count }
  })
