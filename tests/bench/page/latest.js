// The latest of each key, read once a frame: what a page does that shows values and not messages.
import { shown, sink } from './sink.js'

let kept = new Map()
let changed = new Map()
let frames = 0
let asked = false

function render() {
  asked = false
  frames += 1
  for (const [key, { bid }] of changed) kept.set(key, bid)
  changed = new Map()
}

function hear(payload) {
  sink(payload)
  changed.set(payload.key, payload)
  if (asked) return
  asked = true
  requestAnimationFrame(render)
}

/** A store that keeps the latest by itself. */
function show(store) {
  let before = new Map()
  store.subscribe(() => {
    frames += 1
    const now = store.get()
    for (const [key, quote] of now) {
      if (before.get(key) === quote) continue
      kept.set(key, quote.bid)
      shown(quote.n)
    }
    before = now
  })
}

export const latest = {
  hear,
  show,
  /** What is shown in the end. */
  shown: async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const told = { shown: Object.fromEntries(kept), frames }
    kept = new Map()
    frames = 0
    return told
  },
}
