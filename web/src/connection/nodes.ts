import { config } from './config'
import { createStore } from './store'

const nodes = config.broker?.nodes ?? []

/** Place of the node that is dialled, or was last. */
export const current = createStore(0)
let next = Number(sessionStorage.getItem('node') ?? 0) % Math.max(1, nodes.length)

/** Where to dial: every attempt at the next node, so that one that is gone costs one attempt. */
export function nodeUrl(): string {
  const node = nodes[next]
  if (!node) throw new RangeError('there is no broker')
  current.set(next)
  next = (next + 1) % nodes.length
  return node.url
}

/** The next attempt goes to this one. */
export function choose(index: number) {
  next = index
  sessionStorage.setItem('node', String(index))
}
