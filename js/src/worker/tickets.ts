/** A number of somebody's, for one of the engine's. */
interface Ticket<Owner> {
  readonly owner: Owner
  readonly number: number
}

/** Numbers of its own making lie in one half of those that the engine can hold. */
const halfOfAll = 2 ** 31

/** Several owners number things by themselves, and the engine knows each by a number of its own. */
export class Tickets<Owner> {
  readonly #held = new Map<number, Ticket<Owner>>()
  readonly #first: number
  #last = 0

  /** @param half - 0 or 1: two that the engine tells apart by their numbers alone have a half each */
  constructor(half: 0 | 1) {
    this.#first = half * halfOfAll
  }

  /** @param wish - the engine's number, unless it is taken */
  add(owner: Owner, number: number, wish = 0): number {
    const theirs = wish && !this.#held.has(wish) ? wish : this.#free()
    this.#held.set(theirs, { owner, number })
    return theirs
  }

  find(theirs: number): Ticket<Owner> | undefined {
    return this.#held.get(theirs)
  }

  delete(theirs: number): void {
    this.#held.delete(theirs)
  }

  /** The engine's numbers of what somebody holds. */
  of(owner: Owner, number?: number): number[] {
    return [...this.#held]
      .filter(([, held]) => held.owner === owner && (number === undefined || held.number === number))
      .map(([theirs]) => theirs)
  }

  #free(): number {
    do this.#last = (this.#last % (halfOfAll - 1)) + 1
    while (this.#held.has(this.#first + this.#last))
    return this.#first + this.#last
  }
}
