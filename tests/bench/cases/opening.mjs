// From nothing to `open`: with the code still to be loaded, and with all of it there.
import { broker, hawserSlim, plain } from '../peers.mjs'
import { median } from '../support/figures.mjs'
import { openPage } from '../support/gauges.mjs'
import { rounds } from '../support/rounds.mjs'
import { options } from '../support/streams.mjs'

const lines = [
  ...plain.map((peer) => ({ ...peer, wire: peer.wire ?? 'plain' })),
  ...broker.json.slice(1).map((peer) => ({ ...peer, name: `${peer.name}, broker`, wire: 'json' })),
  ...[...broker.protobuf, hawserSlim].map((peer) => ({ ...peer, name: `${peer.name}, protobuf`, wire: 'protobuf' })),
]

export const opening = {
  name: 'opening',
  title: 'Connect to open',
  plotted: 'cold',
  parts: (bench) => [
    {
      title: 'with a channel subscribed, where it is a broker',
      run: async () => ({ rows: await rounds(bench.rounds, lines, (peer) => open(bench, peer)) }),
    },
  ],
}

async function open(bench, peer) {
  const page = await openPage(bench.port, await bench.site.page(peer.file))
  try {
    return await page.run(inPage(JSON.stringify(options(bench, peer))))
  } finally {
    await page.close()
  }
}

const inPage = (options) =>
  `(async () => {
  const timed = async (work) => {
    const started = performance.now()
    await work()
    return performance.now() - started
  }
  const cold = await timed(async () => {
    await import('./peer.js')
    await bench.open(${options})
  })
  const scripts = performance.getEntriesByType('resource').filter(({ name }) => /\\.(js|wasm)$/.test(name))
  const warm = []
  for (let turn = 0; turn < 11; turn++) {
    bench.close()
    warm.push(await timed(() => bench.open(${options})))
  }
  const bytes = scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
  return { cold, warm: (${median})(warm), bytes }
})()`.replace('sorted(values)', '[...values].sort((a, b) => a - b)')
