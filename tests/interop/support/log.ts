/** What happened, in words that every client has. */
export type Entry = readonly [what: string, ...details: unknown[]]

/** What happened to a line and on its channels: a list each, since nothing orders one by another. */
export class Log {
  readonly #streams = new Map<string, Entry[]>()
  readonly #waiting = new Set<() => void>()

  /** @param patience - milliseconds until a wait is a failure */
  constructor(readonly patience = 15_000) {}

  add(stream: string, ...entry: Entry): void {
    this.of(stream).push(entry)
    for (const look of [...this.#waiting]) look()
  }

  of(stream: string): Entry[] {
    let entries = this.#streams.get(stream)
    if (!entries) this.#streams.set(stream, (entries = []))
    return entries
  }

  /** Entries of one kind. */
  all(stream: string, what: string): Entry[] {
    return this.of(stream).filter((entry) => entry[0] === what)
  }

  /** Waits until a stream has so many entries of a kind. */
  saw(stream: string, what: string, count = 1): Promise<void> {
    return this.until(() => this.all(stream, what).length >= count, `${count} × ${what} on ${stream}`)
  }

  /** Waits until the condition holds, which is looked at whenever something happened. */
  until(holds: () => boolean, what = String(holds)): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!holds()) return
        clearTimeout(limit)
        this.#waiting.delete(look)
        resolve()
      }
      const limit = setTimeout(() => {
        this.#waiting.delete(look)
        reject(new Error(`not within ${this.patience} ms: ${what}\n${JSON.stringify(this.told(), undefined, 1)}`))
      }, this.patience)
      this.#waiting.add(look)
      look()
    })
  }

  told(): Record<string, Entry[]> {
    return Object.fromEntries([...this.#streams].filter(([, entries]) => entries.length))
  }
}
