interface Numbered {
  readonly name: string
  readonly ours: number
  /** The engine's. */
  theirs: number
  /** The page wants it. */
  held: boolean
  /** The engine has it by itself. */
  adopted: boolean
}

/** Names that a page numbers by itself, because it can't wait for the engine's numbers; and which of those is which. */
export class Numbers {
  readonly #named = new Map<string, Numbered>()
  readonly #ours = new Map<number, Numbered>()
  readonly #theirs = new Map<number, Numbered>()
  #last = 0

  hold(name: string): number {
    const numbered = this.#of(name)
    numbered.held = true
    return numbered.ours
  }

  /** Its number is not used again. */
  release(ours: number): void {
    const numbered = this.#ours.get(ours)
    if (!numbered) return
    numbered.held = false
    if (!numbered.adopted) this.#forget(numbered)
  }

  /** The engine has numbered it, for us. */
  tie(ours: number, theirs: number): void {
    const numbered = this.#ours.get(ours)
    if (numbered) this.#tie(numbered, theirs)
  }

  /** The engine has numbered it by itself. */
  adopt(name: string, theirs: number): void {
    const numbered = this.#of(name)
    numbered.adopted = true
    this.#tie(numbered, theirs)
  }

  /** The engine has it no more, unless we do. */
  abandon(ours: number): void {
    const numbered = this.#ours.get(ours)
    if (!numbered) return
    numbered.adopted = false
    if (!numbered.held) this.#forget(numbered)
  }

  /** 0: none of ours. */
  ours(theirs: number): number {
    return this.#theirs.get(theirs)?.ours ?? 0
  }

  #of(name: string): Numbered {
    const numbered = this.#named.get(name) ?? { name, ours: ++this.#last, theirs: 0, held: false, adopted: false }
    this.#named.set(name, numbered)
    this.#ours.set(numbered.ours, numbered)
    return numbered
  }

  #tie(numbered: Numbered, theirs: number): void {
    if (numbered.theirs) this.#theirs.delete(numbered.theirs)
    numbered.theirs = theirs
    this.#theirs.set(theirs, numbered)
  }

  #forget({ name, ours, theirs }: Numbered): void {
    this.#named.delete(name)
    this.#ours.delete(ours)
    if (theirs) this.#theirs.delete(theirs)
  }
}
