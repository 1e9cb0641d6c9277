// What a page offers to the one who measures: `globalThis.bench`. The peer is put in by the bundle.
import { latest } from './latest.js'
import { expect, sink, sinkBytes, told } from './sink.js'

export function offer({ open }) {
  const lines = []
  globalThis.bench = {
    expect,
    told,
    latest,
    /** `{ url, format, delta, heard }`: connects, and resolves when messages may come. */
    open: async (options, as = 'all') => {
      const hear = as === 'latest' ? latest.hear : options.format === 'protobuf' ? sinkBytes : sink
      lines.push(await open({ ...options, hear, show: latest.show }))
    },
    /** Bursts of messages, each in a task of its own. */
    burst: async (bursts, size) => {
      const line = lines[0]
      for (let burst = 0; burst < bursts; burst++) {
        for (let n = 0; n < size; n++) line.send({ n: burst * size + n, text: 'what somebody says in a chat' })
        await task()
      }
    },
    /** Requests, one after the other: how long each took, in ms. */
    ask: async (count) => {
      const took = []
      for (let n = 0; n < count; n++) {
        const started = performance.now()
        const { n: same } = await lines[0].ask({ n })
        took.push(performance.now() - started)
        if (same !== n) throw new Error(`The answer to ${n} was ${same}`)
      }
      return took
    },
    join: (channels) => lines[0].join(channels),
    close: () => {
      for (const line of lines.splice(0)) line.close()
    },
  }
}

const channel = new MessageChannel()
const task = () =>
  new Promise((resolve) => {
    channel.port1.onmessage = resolve
    channel.port2.postMessage(0)
  })
