import { ConnectionError } from '../errors.js'
import type { Line } from './line.js'

/** Milliseconds until the next look at figures that change without news; while a socket's buffer empties, who writes waits for that. */
const waits = { idle: 1000, buffered: 20 }

/** When the lines of a worker tell what there is to tell: once everything that a turn began is done, and figures now and then. */
export class Turns {
  readonly #lines: ReadonlyMap<string, Line>
  readonly #gone: (line: Line, error: ConnectionError) => void
  #looking: ReturnType<typeof setTimeout> | undefined
  #wait = waits.idle
  #busy = false
  /** There may be something to tell. */
  #due = false

  /**
   * @param lines - by their keys
   * @param gone - told of a line whose engine has stopped
   */
  constructor(lines: ReadonlyMap<string, Line>, gone: (line: Line, error: ConnectionError) => void) {
    this.#lines = lines
    this.#gone = gone
  }

  /** What this causes is told together, later. Where the engine stops, everybody is told by other means. */
  during(run: () => void): void {
    const wasBusy = this.#busy
    this.#busy = true
    attempt(run)
    this.#busy = wasBusy
  }

  turned(): void {
    for (const line of this.#lines.values()) line.turned()
    this.#due = true
    if (this.#busy) return
    this.#busy = true
    while (this.#due) {
      this.#due = false
      for (const line of [...this.#lines.values()]) this.#tell(line)
    }
    this.#busy = false
    if (this.#wait === waits.idle && this.#isBuffered) this.plan()
  }

  /** A line has come or gone. */
  plan(): void {
    clearTimeout(this.#looking)
    this.#wait = this.#isBuffered ? waits.buffered : waits.idle
    this.#looking = this.#lines.size ? setTimeout(() => this.#look(), this.#wait) : undefined
  }

  #look(): void {
    this.during(() => this.#lines.forEach((line) => attempt(() => line.refresh())))
    this.plan()
  }

  #tell(line: Line): void {
    attempt(() => line.flush())
    if (line.engine.failure) this.#gone(line, line.engine.failure)
  }

  get #isBuffered(): boolean {
    return [...this.#lines.values()].some(({ isBuffered }) => isBuffered)
  }
}

function attempt(run: () => void): void {
  try {
    run()
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error
  }
}
