// What a page with an app offers to the one who measures.
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { commits } from '../commits.js'
import { forget, seen } from '../sink.js'
import { texts } from './parts.js'

/** @param apps - `{ Table, Chat, Panels }`, each of `{ url, opened, size }` */
export function offer(apps) {
  let root
  let watched
  globalThis.bench = {
    open: async (app, url, size) => {
      root = createRoot(document.body.appendChild(document.createElement('div')))
      await new Promise((opened) => root.render(createElement(apps[app], { url, opened, size })))
      // Connections are up, and effects that listen have run.
      await sleep(100)
    },
    watch: () => {
      watched = watch()
    },
    /** Waits until that is shown, or nothing changes any more. */
    told: async (expected, patience) => {
      const wanted = JSON.stringify(expected)
      let still = performance.now()
      for (let last = commits(); JSON.stringify(texts()) !== wanted; await sleep(20)) {
        if (last !== commits()) still = performance.now()
        last = commits()
        if (performance.now() - still > patience) break
      }
      return { ...watched(), shown: texts() }
    },
    close: () => root.unmount(),
  }
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Frames and commits from now on. */
function watch() {
  const started = performance.now()
  const before = commits()
  const times = []
  let last = started
  let isOn = true
  forget()
  const tick = (now) => {
    times.push(now - last)
    last = now
    if (isOn) requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
  return () => {
    isOn = false
    const sorted = times.slice(1).sort((a, b) => a - b)
    const ms = performance.now() - started
    const { long, longest } = seen()
    return {
      commits: commits() - before,
      ms,
      frame: sorted[Math.floor(sorted.length * 0.95)],
      long,
      longest,
    }
  }
}
