// The load server, a process of its own: what it takes of the processor is known, and not the clients'.
import { blast, paced } from './blast.mjs'
import { open } from './lines.mjs'
import { loadOf } from './loads.mjs'

const { sockets, heard, urls } = await open()

const verbs = {
  /** Makes the frames, and says what must arrive. */
  prepare: (words) => loadOf(words).expected,
  connections: (wire) => sockets[wire].size,
  /** Sends to everybody on that wire; what it took, as a share of a core. */
  send: async (words, rate) => {
    const load = loadOf(words)
    const started = performance.now()
    const before = process.cpuUsage()
    const to = [...sockets[words.wire]]
    await (rate ? paced(to, load, rate) : blast(to, load))
    const { user, system } = process.cpuUsage(before)
    return { cpu: (user + system) / 1000, wall: performance.now() - started, bytes: load.data.length * to.length }
  },
  heard: () => {
    const told = { ...heard }
    heard.count = heard.sum = 0
    return told
  },
}

process.on('message', async ({ id, verb, args }) => {
  process.send({ id, value: await verbs[verb](...args) })
})
process.on('disconnect', () => process.exit())
process.send({ urls })
