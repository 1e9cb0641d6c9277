/** @import { RequestListener, ServerResponse } from 'node:http' */

/**
 * Tells the pages, as server-sent events, how the machines are: at once, and at every change.
 * @param {import('./machines.js').Machines} machines
 * @returns {RequestListener}
 */
export function createNews(machines) {
  /** @type {Set<ServerResponse>} */
  const readers = new Set()
  const word = () => `data: ${JSON.stringify(machines.states)}\n\n`
  machines.watch(() => {
    for (const reader of readers) reader.write(word())
  })
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(word())
    readers.add(response)
    response.once('close', () => readers.delete(response))
  }
}
