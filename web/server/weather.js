// A frozen server's backlog is not endless.
const mostHeld = 1000

/** What lies between a server's words and the wire: nothing, a delay, or ice. */
export class Weather {
  /** @type {(() => void)[]} */
  #held = []
  #lag = 0
  #frozen = false
  /** @type {Set<NodeJS.Timeout>} */
  #timers = new Set()

  /** @param {{ pause(): void, resume(): void }} socket */
  constructor(socket) {
    this.socket = socket
  }

  get frozen() {
    return this.#frozen
  }

  /** @param {() => void} write */
  pass(write) {
    if (this.#frozen) this.#hold(write)
    else if (this.#lag) this.#later(this.#lag, write)
    else write()
  }

  /** Neither reads nor writes for a while; then goes on as if nothing had been. @param {number} seconds */
  freeze(seconds) {
    this.#frozen = true
    this.socket.pause()
    this.#later(seconds * 1000, () => this.#thaw())
  }

  /** @param {number} milliseconds @param {number} seconds */
  slow(milliseconds, seconds) {
    this.#lag = milliseconds
    this.#later(seconds * 1000, () => {
      this.#lag = 0
    })
  }

  /** The connection is gone. */
  clear() {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    this.#held = []
  }

  #thaw() {
    this.#frozen = false
    this.socket.resume()
    for (const write of this.#held.splice(0)) write()
  }

  /** @param {() => void} write */
  #hold(write) {
    if (this.#held.length < mostHeld) this.#held.push(write)
  }

  /** @param {number} milliseconds @param {() => void} work */
  #later(milliseconds, work) {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      work()
    }, milliseconds)
    this.#timers.add(timer)
  }
}
