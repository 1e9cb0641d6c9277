import type { AnyClient } from './source.js'

/** One of a kind for every client: made when it is first asked for, gone with the client. */
export function perClient<T>(make: (client: AnyClient) => T): (client: AnyClient) => T {
  const made = new WeakMap<AnyClient, T>()
  return (client) => {
    const value = made.get(client) ?? make(client)
    made.set(client, value)
    return value
  }
}
