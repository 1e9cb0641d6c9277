import { ConnectionError } from './errors.js'

export const bad = (what: string, wanted: string, got: unknown): ConnectionError =>
  new ConnectionError(
    'bad-option',
    `${what} must be ${wanted}, not ${typeof got === 'string' ? `"${got}"` : String(got)}`,
  )

/** The longest delay that timers take. */
const longestDelay = 2 ** 31 - 1

export function number(what: string, value: number, least: number, most: number): number {
  if (typeof value !== 'number' || !(value >= least && value <= most))
    throw bad(what, `a number from ${least} to ${most}`, value)
  return value
}

export const milliseconds = (what: string, value: number, least = 0): number => number(what, value, least, longestDelay)

export function integer(what: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value)) throw bad(what, 'an integer', value)
  return number(what, value, least, most)
}

export function oneOf<T extends string>(what: string, value: T, choices: readonly T[]): T {
  if (!choices.includes(value)) throw bad(what, `one of ${choices.join(', ')}`, value)
  return value
}

export function object<T extends object>(what: string, value: T, wanted = 'an object'): T {
  if (typeof value !== 'object' || (value as unknown) === null) throw bad(what, wanted, value)
  return value
}

export function text(what: string, value: string): string {
  if (typeof value !== 'string') throw bad(what, 'a string', value)
  return value
}

/** Left out, or a function. */
export function optionalFunction(what: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'function') throw bad(what, 'a function', value)
}

/** Left out, or an `AbortSignal`, whichever realm it is from. */
export function optionalSignal(signal: AbortSignal | undefined): AbortSignal | undefined {
  if (signal !== undefined && typeof (signal as Partial<AbortSignal> | null)?.addEventListener !== 'function')
    throw bad('signal', 'an AbortSignal', signal)
  return signal
}

export function nonEmpty(what: string, value: string): string {
  if (text(what, value) === '') throw bad(what, 'a name', value)
  return value
}

/** All names of the options `T`: one that is missing here would be refused. */
export type NamesOf<T, Names extends readonly (keyof T)[]> = [keyof T] extends [Names[number]] ? Names : never

/** Options have no other names than these: what is misspelt would do nothing, in silence. */
export function named<T extends object, const Names extends readonly (keyof T & string)[]>(
  what: string,
  given: T,
  names: NamesOf<T, Names>,
  wanted?: string,
): T {
  const values = Object.entries(object(what, given, wanted))
  for (const [name, value] of values) if (value !== undefined) oneOf<string>(`A name in ${what}`, name, names)
  return given
}
