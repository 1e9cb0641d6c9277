/** @import { Publisher } from './publisher.js' */

// Milliseconds between two entries.
const pace = 250

/**
 * Keeps the ship's log: numbered messages without a gap, so that everybody can count what is missing. What the broker
 * hasn't confirmed is published again under the same key, which it takes once.
 * @param {Publisher} publisher
 * @returns what ends it
 */
export function keepLog(publisher) {
  const run = crypto.randomUUID()
  let n = 1
  let isBusy = false
  const timer = setInterval(async () => {
    if (isBusy) return
    isBusy = true
    const data = { type: 'entry', payload: { run, n } }
    const published = publisher.call('publish', { channel: 'log:ship', data, idempotency_key: `${run}-${n}` })
    n += await published.then(
      () => 1,
      () => 0,
    )
    isBusy = false
  }, pace)
  return () => clearInterval(timer)
}
