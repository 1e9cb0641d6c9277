import { bad } from '../check.js'
import { isPromise } from '../dial.js'
import { isUnauthorized } from '../errors.js'
import type { Greeting } from '../extension.js'
import { clientCode } from './codes.js'
import type { CentrifugoOptions, Token } from './options.js'
import type { Payloads } from './payloads.js'
import type { Settings } from './settings.js'
import { UnauthorizedError, unauthorizedCode } from './unauthorized.js'

const protobuf = ['centrifuge-protobuf']

/** What the broker wants to know of who connects. */
export class Credentials {
  readonly #options: CentrifugoOptions
  readonly #settings: Settings
  readonly #payloads: Payloads
  #token: string
  /** Set by the user, in place of what the options say. */
  #data: { readonly value: unknown } | undefined
  /** What a provider threw last. */
  #blamed: { readonly cause: unknown; readonly code: number } | undefined

  constructor(options: CentrifugoOptions, settings: Settings, payloads: Payloads) {
    this.#options = options
    this.#settings = settings
    this.#payloads = payloads
    this.#token = options.token ?? ''
  }

  setToken(token: string): void {
    this.#token = token
  }

  setData(value: unknown): void {
    this.#data = { value }
  }

  /** For a new link. @param renew - the token that there is, is no longer good */
  greet(renew: boolean): Greeting | Promise<Greeting> {
    const { getToken } = this.#options
    const subprotocols = this.#settings.format === 'protobuf' ? protobuf : []
    const token = () => (getToken && (renew || !this.#token) ? this.renewed() : this.#token)
    const data = () => after(this.#newData(), (given) => this.#payloads.optional(given))
    return after(this.#asked(token, clientCode.connectToken), (token) =>
      after(this.#asked(data, clientCode.connectData), (hello) => ({ token, hello, subprotocols })),
    )
  }

  /** The protocol's number for what a provider threw. */
  blame(cause: unknown): number | undefined {
    return this.#blamed?.cause === cause ? this.#blamed?.code : undefined
  }

  /** A new token, that is used from now on. @throws UnauthorizedError, and what `getToken` throws */
  renewed(): string | Promise<string> {
    const before = this.#token
    return after(this.#options.getToken?.({}), (given) => {
      const token = tokenOf(given)
      // Unless the user has set another one meanwhile.
      if (this.#token === before) this.#token = token
      return token
    })
  }

  #asked<T>(ask: () => T | Promise<T>, code: number): T | Promise<T> {
    const failed = (cause: unknown) => {
      this.#blamed = { cause, code: isUnauthorized(cause) ? unauthorizedCode : code }
      throw cause
    }
    try {
      const answer = ask()
      return answer instanceof Promise ? answer.catch(failed) : answer
    } catch (cause) {
      return failed(cause)
    }
  }

  #newData(): unknown {
    if (this.#data) return this.#data.value
    const { data, getData } = this.#options
    return getData ? getData() : data
  }
}

/** At once where nobody has to wait. */
export function after<T, R>(value: T | PromiseLike<T>, next: (value: T) => R | PromiseLike<R>): R | Promise<R> {
  return (isPromise(value) ? Promise.resolve(value).then(next) : next(value as T)) as R | Promise<R>
}

/** @throws UnauthorizedError where there is none */
export function tokenOf(token: Token): string {
  if (token === null || token === undefined) throw new UnauthorizedError()
  if (typeof token !== 'string') throw bad('What getToken gives', 'a text or null', typeof token)
  return token
}
