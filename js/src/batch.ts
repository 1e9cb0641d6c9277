/**
 * Payloads of one text, parsed together as one array once the first of them is wanted: cheaper than one by one. They are
 * values that the engine has found to be JSON, in the order in which they stand.
 */
export class Batch {
  /** Begin and end of each. */
  readonly #places: number[] = []
  #values: unknown[] | undefined
  #next = 0

  add(begin: number, end: number): void {
    this.#places.push(begin, end)
  }

  /** Each once, in order; some may be left out. `undefined`: it is not here. */
  take(text: string, begin: number): unknown {
    if (this.#places.length < 4) return undefined
    const values = (this.#values ??= this.#parse(text))
    while ((this.#places[this.#next] ?? begin) < begin) this.#next += 2
    if (this.#places[this.#next] !== begin) return undefined
    const at = this.#next / 2
    const value = values[at]
    values[at] = undefined
    return value
  }

  #parse(text: string): unknown[] {
    const places = this.#places
    let list = `[${text.slice(places[0], places[1])}`
    for (let at = 2; at < places.length; at += 2) list += `,${text.slice(places[at], places[at + 1])}`
    const values = attempt(`${list}]`)
    return values.length === places.length / 2 ? values : []
  }
}

/** One by one it is found out which of them is no JSON after all. */
function attempt(list: string): unknown[] {
  try {
    return JSON.parse(list) as unknown[]
  } catch {
    return []
  }
}
