// One pass of a load through one peer: checked, warmed up, and then measured.
import { openPage } from './gauges.mjs'

const patience = 20_000
/** What a peer needs to connect. */
export const options = (bench, { wire, delta, types = 1 }) => ({
  url: bench.urls[wire],
  format: wire,
  delta: Boolean(delta),
  ...(types > 1 && { heard: `t${types - 1}` }),
})

export const sum = ({ objects, buffers, wasm }) => objects + buffers + wasm

/** A page with a peer that is connected. */
export async function pageOf(bench, file) {
  const page = await openPage(bench.port, await bench.site.page(file))
  await page.run(`import('./peer.js')`)
  return page
}

/** A page with a peer that is connected, while the work is done. */
export async function connected(bench, peer, work) {
  const page = await pageOf(bench, peer.file)
  try {
    await page.call('open', options(bench, peer))
    return await work(page)
  } finally {
    await page.close()
  }
}

/** What a peer costs for each message that is sent, and whether it delivered what it should. */
export async function stream(bench, peer, words, { rate, as, warm = 2 } = {}) {
  const load = { ...words, wire: peer.wire ?? words.wire }
  const expected = floored(peer, load, await bench.load.prepare(load))
  const page = await pageOf(bench, peer.file)
  try {
    await page.call('open', options(bench, load), peer.isFloor ? 'all' : as)
    const showing = peer.isFloor ? undefined : as
    for (let pass = 0; pass < warm; pass++) {
      verify(peer, expected, await once(page, bench, load, expected.count, { deep: pass === 0 }), pass === 0)
      if (showing) await page.call('latest.shown')
    }
    return await measured(page, bench, peer, load, expected, { rate, as: showing })
  } finally {
    await page.close()
  }
}

/** Nobody looks into the frames: there are so many of them. */
const floored = ({ isFloor }, { count, batch = 1 }, expected) =>
  isFloor ? { count: Math.ceil(count / batch) } : expected

async function measured(page, bench, peer, load, expected, { rate, as }) {
  const before = await page.heap()
  let shown
  const { value, script, task } = await page.time(async () => {
    const told = await once(page, bench, load, expected.count, { rate })
    if (as) shown = await page.call('latest.shown')
    return told
  })
  verify(peer, expected, value)
  if (shown) same(peer, 'the values shown', JSON.stringify(shown.shown), JSON.stringify(expected.last))
  const after = await page.heap()
  return {
    ...(!peer.isFloor && !peer.isConflated && { perSecond: (load.count / value.ms) * 1000 }),
    script: script / load.count,
    task: task / load.count,
    long: value.long,
    heap: sum(after) - sum(before),
    // Of the time from the first byte sent to the last message delivered.
    server: value.server.cpu / Math.max(value.server.wall, value.ms),
    ...(shown && { frames: shown.frames }),
  }
}

async function once(page, bench, load, wanted, { deep = false, rate } = {}) {
  await page.call('expect', wanted, deep)
  const sent = bench.load.send(load, rate)
  const told = await page.call('told', patience)
  return { ...told, server: await sent }
}

export const verified = (peer, expected, told) => verify(peer, expected, told, false)

function verify(peer, expected, told, deep) {
  same(peer, 'the number of messages', told.count, expected.count)
  if (peer.isFloor || peer.isConflated) return
  same(peer, 'the sum of what they say', told.sum, expected.sum)
  if (deep) same(peer, 'the digest of all they hold', told.deep, expected.deep)
}

function same(peer, what, seen, expected) {
  if (seen !== expected) throw new Error(`${peer.name}: ${what} is ${seen}, and should be ${expected}`)
}
