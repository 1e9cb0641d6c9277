/** The functions that a broker's client or channel asks. */
export const providers = ['getToken', 'getData'] as const

type Provider = (...args: never[]) => unknown

/** Options of which some functions may be replaced while they are in use: the newest are called. */
export function createRenewed<T extends object>(options: T, names: readonly (keyof T)[]) {
  const newest = { ...options }
  const renewed = { ...options }
  for (const name of names)
    if (typeof options[name] === 'function')
      renewed[name] = ((...args: never[]) => (newest[name] as Provider)(...args)) as T[keyof T]
  return {
    options: renewed,
    renew: (next: T) => {
      for (const name of names) if (typeof next[name] === 'function') newest[name] = next[name]
    },
  }
}
