import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Starts the load server. Its verbs are those of server.mjs. */
export async function startLoad() {
  const child = fork(fileURLToPath(new URL('server.mjs', import.meta.url)))
  const waiting = new Map()
  let asked = 0
  const urls = await new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message.urls))
    child.once('exit', () => reject(new Error('The load server ended before it listened')))
  })
  child.on('message', ({ id, value }) => {
    waiting.get(id)?.(value)
    waiting.delete(id)
  })
  const ask = (verb, ...args) =>
    new Promise((resolve) => {
      waiting.set(++asked, resolve)
      child.send({ id: asked, verb, args })
    })
  return {
    urls,
    prepare: (words) => ask('prepare', words),
    connections: (wire) => ask('connections', wire),
    send: (words, rate) => ask('send', words, rate),
    heard: () => ask('heard'),
    close: () => child.disconnect(),
  }
}
