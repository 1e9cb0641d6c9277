import type { Endpoint, Order, Orders } from './wire.js'

/** Orders that the worker doesn't know of yet. */
interface Flight {
  readonly number: number
  readonly messages: number
  readonly bytes: number
}

/** Orders on their way to a worker, all those of a turn at once. */
export class Posts {
  /** Messages that the worker doesn't know of yet, and their bytes. */
  messages = 0
  bytes = 0
  readonly #endpoint: Endpoint
  readonly #soon: (run: () => void) => void
  #orders: Order[] = []
  #flights: Flight[] = []
  #last = 0
  /** Batches that were read, and the worker wasn't told. */
  #read = 0
  #planned = false
  /** Of the orders that are about to go. */
  #gathered = { messages: 0, bytes: 0 }
  #closed = false

  /** @param soon - runs what it is given when the turn is over */
  constructor(endpoint: Endpoint, soon: (run: () => void) => void) {
    this.#endpoint = endpoint
    this.#soon = soon
  }

  /** Under which the next order will go. */
  get next(): number {
    return this.#last + 1
  }

  add(order: Order): void {
    this.#orders.push(order)
    this.#plan()
  }

  /** An order with a message of so many bytes in it. */
  addMessage(order: Order, bytes: number): void {
    this.messages += 1
    this.bytes += bytes
    this.#gathered.messages += 1
    this.#gathered.bytes += bytes
    this.add(order)
  }

  /** The worker knows of these orders and all before. */
  known(number: number): void {
    while (this.#flights[0] && this.#flights[0].number <= number) {
      const { messages, bytes } = this.#flights.shift() as Flight
      this.messages -= messages
      this.bytes -= bytes
    }
  }

  /** A batch was read: there may come another one. */
  read(): void {
    this.#read += 1
    this.#plan()
  }

  /** What was ordered still goes out; nothing comes any more. */
  close(): void {
    this.#post()
    this.#closed = true
    this.#endpoint.onmessage = null
    this.#endpoint.close()
  }

  #plan(): void {
    if (this.#planned || this.#closed) return
    this.#planned = true
    this.#soon(() => this.#post())
  }

  #post(): void {
    this.#planned = false
    if (this.#closed || (!this.#orders.length && !this.#read)) return
    const orders = this.#orders
    const read = this.#read
    this.#orders = []
    this.#read = 0
    if (orders.length) this.#depart()
    const post: Orders = { number: orders.length ? this.#last : 0, read, orders }
    this.#endpoint.postMessage(post)
  }

  #depart(): void {
    this.#last += 1
    this.#flights.push({ number: this.#last, ...this.#gathered })
    this.#gathered = { messages: 0, bytes: 0 }
  }
}
