/** Where in a payload a key may be: the name of a field, or several with dots between them. */
export type KeyPath<T> = unknown extends T
  ? string
  :
      | (keyof T & string)
      | { [K in keyof T & string]: NonNullable<T[K]> extends Scalar ? never : `${K}.${string}` }[keyof T & string]

type Scalar = string | number | bigint | boolean

/** What stands there. */
export type KeyAt<T, K> = K extends keyof T
  ? T[K]
  : K extends `${infer Name}.${infer Rest}`
    ? Name extends keyof T
      ? KeyAt<NonNullable<T[Name]>, Rest>
      : unknown
    : unknown

/**
 * What stands at a path, as the engine has it: a text, a number, a boolean or `null`; `undefined` where there is none of
 * these. Names come from the network: what an object inherits is not looked at.
 */
export function keyReader(path: string): (payload: unknown) => unknown {
  const names = path.split('.')
  return (payload) => {
    const found = names.reduce(field, payload)
    return typeof found === 'object' && found !== null ? undefined : found
  }
}

function field(value: unknown, name: string): unknown {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isRecord && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
}
