// Documents made up from a seed: JSON of every kind, with strings and numbers long and short enough to end anywhere in a
// block of the scan, and every other one with a character that is changed, lost or one too many.
const scalars = ['0', '-1', '12.5e-3', '1E400', '-0.0', '123456789012345678', 'true', 'false', 'null', '""']
const names = [
  'type',
  'payload',
  'channel',
  'id',
  'error',
  'typ',
  '__proto__',
  '\\u0074ype',
  '',
  'é',
  'a long name of a field',
]
const types = ['"a"', '"é"', '"\\u0061"', '"__proto__"', '"b"', '7', 'null']
const letters = ['a', 'Z', ' ', '0', 'é', '😀', '\\n', '\\"', '\\\\', '\\u00e9', '\\ud83d', '{', ']', ',', ':']
const slips = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  ' ',
  '\n',
  '0',
  'e',
  '.',
  '-',
  'u',
  't',
  '\0',
  '\t',
  'é',
  '\u2028',
]
const spaces = ['', '', '', '', ' ', '\n', ' \t\r']

export function documents(seed) {
  const below = (bound) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return (seed >>> 8) % bound
  }
  const of = (list) => list[below(list.length)]
  const many = (bound, make) => Array.from({ length: below(bound) }, make)
  const string = () => `"${many(below(4) ? 6 : 40, () => of(letters)).join('')}"`
  const value = (depth) => {
    const kind = below(depth > 3 ? 2 : 4)
    if (kind === 0) return string()
    if (kind === 1) return of(scalars)
    const [open, close] = kind === 2 ? '[]' : '{}'
    const item = () => of(spaces) + (kind === 2 ? value(depth + 1) : field(depth + 1)) + of(spaces)
    return open + many(4, item).join(',') + close
  }
  const field = (depth) => {
    const name = below(3) ? of(names) : 'x'
    return `"${name}"${of(spaces)}:${of(spaces)}${name === 'type' && below(4) ? of(types) : value(depth)}`
  }
  const message = () => `${of(spaces)}{${many(6, () => field(1)).join(',')}}${of(spaces)}`
  const slip = (text) => {
    const at = below(text.length + 1)
    // Half of a pair can't come over a wire.
    return (text.slice(0, at) + (below(3) ? of(slips) : '') + text.slice(at + below(2))).toWellFormed()
  }
  return () => {
    const text = below(8) ? message() : value(0)
    return below(2) ? text : slip(text)
  }
}
