/** Values that are shared as long as somebody uses them: a render that is thrown away leaves nothing behind. */
export class WeakCache<Value extends object> {
  readonly #values = new Map<string, WeakRef<Value>>()
  readonly #gone = new FinalizationRegistry<string>((key) => {
    if (!this.#values.get(key)?.deref()) this.#values.delete(key)
  })

  get(key: string, make: () => Value): Value {
    const found = this.#values.get(key)?.deref()
    if (found) return found
    const made = make()
    this.#values.set(key, new WeakRef(made))
    this.#gone.register(made, key)
    return made
  }
}
