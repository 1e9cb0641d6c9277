const ids = new WeakMap<object, number>()
let made = 0

function idOf(value: object): number {
  const id = ids.get(value) ?? (made += 1)
  ids.set(value, id)
  return id
}

/** How deep options are compared by their content; what lies deeper, by identity. Those of a protocol lie three deep. */
const DEPTH = 8

/** A text that is the same for options of the same content. Functions and instances count by identity. */
export function keyOf(value: unknown, identify: (value: object) => number = idOf, depth = DEPTH): string {
  if (typeof value === 'function') return `#${identify(value)}`
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? JSON.stringify(value) : String(value)
  if (value instanceof URL) return JSON.stringify(value.href)
  if (depth === 0 || !isPlain(value)) return `#${identify(value)}`
  if (Array.isArray(value)) return `[${value.map((item) => keyOf(item, identify, depth - 1)).join()}]`
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return `{${fields
    .sort(byName)
    .map(([name, field]) => `${JSON.stringify(name)}:${keyOf(field, identify, depth - 1)}`)
    .join()}}`
}

/** The same for options that differ in their functions only. */
export const shapeOf = (value: unknown) => keyOf(value, () => 0)

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1)

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null || Array.isArray(value)
}
