import { bad, object, oneOf, text } from '../check.js'
import { ConnectionError } from '../errors.js'
import type { FilterNode } from './options.js'

/** More makes no sense in a filter, and would make every publication dear. */
const deepest = 16
const most = 1000

const comparisons = ['eq', 'neq', 'in', 'nin', 'ex', 'nex', 'sw', 'ew', 'ct', 'lt', 'lte', 'gt', 'gte'] as const

/** Checks a filter and copies what belongs to it. @throws ConnectionError `bad-option` */
export function checkFilter(filter: FilterNode): FilterNode {
  let count = 0
  const counted = () => {
    if (++count > most) throw new ConnectionError('bad-option', `A tagsFilter has at most ${most} nodes and values`)
  }
  const check = (node: FilterNode, depth: number): FilterNode => {
    object('A node of tagsFilter', node)
    counted()
    if (depth > deepest) throw new ConnectionError('bad-option', `A tagsFilter is at most ${deepest} levels deep`)
    return node.op ? branch(node, (inner) => check(inner, depth + 1)) : leaf(node, counted)
  }
  return check(filter, 1)
}

function branch({ op, nodes = [] }: FilterNode, check: (node: FilterNode) => FilterNode): FilterNode {
  oneOf('tagsFilter.op', op as 'and', ['and', 'or', 'not'])
  if (!Array.isArray(nodes) || !nodes.length) throw bad('tagsFilter.nodes', 'a list of filters', nodes)
  if (op === 'not' && nodes.length > 1) throw bad('tagsFilter.nodes', 'one filter under "not"', `${nodes.length}`)
  return { op, nodes: nodes.map(check) }
}

function leaf({ key, cmp, val, vals }: FilterNode, counted: () => void): FilterNode {
  text('tagsFilter.key', key as string)
  oneOf('tagsFilter.cmp', cmp as 'eq', comparisons)
  if (val !== undefined) text('tagsFilter.val', val)
  if (cmp !== 'in' && cmp !== 'nin') return { key, cmp, ...(val !== undefined && { val }) }
  if (!Array.isArray(vals)) throw bad('tagsFilter.vals', 'a list of texts', vals)
  const texts = vals as readonly string[]
  for (const value of texts) {
    counted()
    text('tagsFilter.vals', value)
  }
  return { key, cmp, vals: texts }
}
