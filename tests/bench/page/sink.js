// Where every peer delivers. It reads two fields of each message, counts, and adds them up in an order-sensitive way.
import { addUp, digest } from '../load/digest.mjs'

const tally = { count: 0, sum: 0, deep: 0, wanted: 0, until: 0, first: 0, last: 0 }
let done = () => {}
let isDeep = false
const latin1 = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')

/** Looks at all of it: for the pass that is checked and not measured. */
function inspect(payload) {
  const text = payload instanceof Uint8Array ? latin1(payload) : JSON.stringify(payload)
  tally.deep = digest(tally.deep, text)
}

function counted(n, bid) {
  if (tally.count === 0) tally.first = performance.now()
  tally.sum = addUp(tally.sum, n, bid)
  if (++tally.count === tally.wanted) done()
}

export function sink(payload) {
  if (isDeep) inspect(payload)
  counted(payload.n, payload.bid)
}

export function sinkBytes(payload) {
  if (isDeep) inspect(payload)
  const view = new DataView(payload.buffer, payload.byteOffset)
  counted(view.getUint32(0, true), view.getFloat64(4, true))
}

/** A value that is shown, of a peer that tells of no message: with the last one all has arrived. */
export function shown(n) {
  if (tally.first === 0) tally.first = performance.now()
  if (n !== tally.until) return
  tally.count = tally.wanted
  done()
}

/** A frame that nobody reads. */
export function frame() {
  if (tally.count === 0) tally.first = performance.now()
  if (++tally.count === tally.wanted) done()
}

export const seen = () => ({ ...tally, long: longTasks.length, longest: Math.max(0, ...longTasks) })

const longTasks = []
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
  type: 'longtask',
})

export const forget = () => {
  longTasks.length = 0
}

export function expect(wanted, deep) {
  Object.assign(tally, { count: 0, sum: 0, deep: 0, wanted, until: wanted - 1, first: 0, last: 0 })
  isDeep = deep
  forget()
  expect.reached = new Promise((resolve) => {
    done = () => {
      tally.last = performance.now()
      resolve()
    }
  })
}

/** Resolves when all has arrived, or with what there is after a while. */
export async function told(patience) {
  await Promise.race([expect.reached, new Promise((resolve) => setTimeout(resolve, patience))])
  // Long tasks are told a little later.
  await new Promise((resolve) => setTimeout(resolve, 0))
  return { ...seen(), ms: tally.last - tally.first }
}
