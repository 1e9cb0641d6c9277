import type { Endpoint } from '../../../js/src/worker/wire.js'

/** Two ends of a channel that copies as a real one does, and delivers at once unless it is held. */
export class Wire {
  readonly near: End = new End(this)
  readonly far: End = new End(this)
  readonly posted: unknown[] = []
  readonly #copy: (message: unknown, options: StructuredSerializeOptions) => unknown
  #held = false
  #waiting: { readonly to: End; readonly data: unknown }[] = []

  /** @param copy - of a wire that has others to hand over: none is made */
  constructor(copy: (message: unknown, options: StructuredSerializeOptions) => unknown = structuredClone) {
    this.#copy = copy
  }

  post(from: End, message: unknown, transfer: Transferable[]): void {
    const data = this.#copy(message, { transfer })
    const to = from === this.near ? this.far : this.near
    if (to === this.near) this.posted.push(data)
    if (this.#held) this.#waiting.push({ to, data })
    else to.take(data)
  }

  hold(): void {
    this.#held = true
  }

  release(): void {
    this.#held = false
    this.deliver(this.near, this.far)
  }

  /** What is held is lost. */
  lose(): void {
    this.#held = false
    this.#waiting = []
  }

  /** Of what is held, what goes to these ends. */
  deliver(...ends: End[]): void {
    const due = this.#waiting.filter(({ to }) => ends.includes(to))
    this.#waiting = this.#waiting.filter(({ to }) => !ends.includes(to))
    for (const { to, data } of due) to.take(data)
  }
}

/** What comes while nobody listens is kept. */
class End implements Endpoint {
  readonly #wire: Wire
  #kept: unknown[] = []
  #handler: Endpoint['onmessage'] = null

  constructor(wire: Wire) {
    this.#wire = wire
  }

  get onmessage() {
    return this.#handler
  }

  set onmessage(handler: Endpoint['onmessage']) {
    this.#handler = handler
    if (handler) for (const data of this.#kept.splice(0)) handler({ data } as MessageEvent)
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#wire.post(this, message, transfer)
  }

  take(data: unknown): void {
    if (this.#handler) this.#handler({ data } as MessageEvent)
    else this.#kept.push(data)
  }

  close(): void {
    this.#handler = () => {}
  }
}
