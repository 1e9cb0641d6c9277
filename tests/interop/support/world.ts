import { startBroker, expiry } from '../../../scripts/broker/broker.mjs'
import { startLibrary } from './library.js'
import { interpret } from './proxy.js'

export type ServerName = 'centrifugo' | 'library'

/** What a scenario may ask of the world outside of its page: plain values in and out. */
export interface Backstage {
  /** Where a server listens, for all or through an interpreter of one's own. */
  address(server: ServerName, own: string | null): Promise<string>
  /** A token that the server believes; `ttl` is in seconds, from now. */
  token(server: ServerName, claims: Record<string, unknown>, ttl: number | null): Promise<string>
  /** The HTTP API of a server. */
  act(server: ServerName, method: string, params: object): Promise<unknown>
  /** What the interpreter of this name does to its clients. */
  interpret(own: string, verb: 'close' | 'say' | 'hold' | 'release', code: number, text: string): Promise<void>
}

/** Both servers, for the tests of one file. */
export async function startWorld(origins: string[] = []): Promise<Backstage & { stop(): Promise<void> }> {
  const [broker, library] = await Promise.all([
    startBroker({ origins, ping: '5s', pong: '3s' }),
    startLibrary({ ping: '5s', pong: '3s' }),
  ])
  const servers = { centrifugo: broker, library }
  const interpreters = new Map<string, Awaited<ReturnType<typeof interpret>>>()

  return {
    address: async (server, own) => {
      if (own === null) return servers[server].url
      const made = await interpret(servers[server].url)
      interpreters.set(own, made)
      return made.url
    },
    token: async (server, { sub, ...claims }, ttl) =>
      server === 'centrifugo'
        ? broker.token({ sub: String(sub), ...claims, ...(ttl !== null && { exp: expiry(ttl) }) })
        : JSON.stringify({ user: sub, ttl: ttl ?? 0, ...claims }),
    act: (server, method, params) => servers[server].api(method, params),
    interpret: async (own, verb, code, text) => {
      const found = interpreters.get(own)
      if (!found) throw new Error(`nobody interprets for ${own}`)
      if (verb === 'close') found.closeAll(code, text)
      else if (verb === 'say') found.sayAll(text)
      else found[verb]()
    },
    stop: async () => {
      for (const one of interpreters.values()) one.close()
      await Promise.all([broker.stop(), library.stop()])
    },
  }
}
