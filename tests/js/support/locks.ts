type Granted = (lock: { readonly name: string }) => unknown

interface Request {
  readonly name: string
  readonly mode: LockMode
  readonly grant: () => Promise<void>
}

/** The Web Locks of an origin, as far as they are used. */
export class Locks {
  #held: Request[] = []
  #waiting: Request[] = []

  request(name: string, ...rest: [Granted] | [LockOptions, Granted]): Promise<unknown> {
    const [{ mode = 'exclusive', signal }, granted] = rest.length === 1 ? [{} as LockOptions, rest[0]] : rest
    return new Promise((resolve, reject) => {
      const grant = async () => Promise.resolve(granted({ name })).then(resolve, reject)
      const request: Request = { name, mode, grant }
      this.#waiting.push(request)
      signal?.addEventListener('abort', () => {
        if (!this.#waiting.includes(request)) return
        this.#waiting = this.#waiting.filter((other) => other !== request)
        reject(signal.reason as Error)
      })
      this.#next()
    })
  }

  query() {
    const told = ({ name, mode }: Request) => ({ name, mode, clientId: '' })
    return Promise.resolve({ held: this.#held.map(told), pending: this.#waiting.map(told) })
  }

  #next(): void {
    for (const request of [...this.#waiting]) {
      if (!this.#isFree(request)) continue
      this.#waiting = this.#waiting.filter((other) => other !== request)
      this.#held.push(request)
      void request.grant().then(() => this.#over(request))
    }
  }

  #isFree({ name, mode }: Request): boolean {
    return this.#held.every((other) => other.name !== name || (mode === 'shared' && other.mode === 'shared'))
  }

  #over(request: Request): void {
    this.#held = this.#held.filter((other) => other !== request)
    this.#next()
  }
}
