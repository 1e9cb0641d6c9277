/** @import { Broker } from '../../../scripts/broker/broker.mjs' */
/** @import { Process } from '../../../scripts/broker/process.mjs' */
/** @typedef {'up' | 'down' | 'paused' | 'busy'} State */
/** @typedef {{ name: string, process: Process, state: State, waking?: NodeJS.Timeout | undefined }} Machine */

// Milliseconds after which what was paused goes on by itself.
const pause = 20_000

/** The broker's processes, and what is done to them. */
export class Machines {
  /** @type {Machine[]} */
  #machines
  /** @type {Set<() => void>} */
  #listeners = new Set()

  /** @param {Broker} broker */
  constructor(broker) {
    this.broker = broker
    const named = broker.nodes.map((node, i) => /** @type {const} */ ([nameOf(i), node]))
    this.#machines = [...named, /** @type {const} */ (['redis', broker.redis])].map(([name, process]) => ({
      name,
      process,
      state: 'up',
    }))
  }

  /** What runs, by name. @returns {Record<string, State>} */
  get states() {
    return Object.fromEntries(this.#machines.map(({ name, state }) => [name, state]))
  }

  /** Nodes that answer. */
  get nodes() {
    return this.broker.nodes.filter((node) => this.#machines.some((one) => one.process === node && one.state === 'up'))
  }

  /** @param {() => void} changed @returns what ends it */
  watch(changed) {
    this.#listeners.add(changed)
    return () => void this.#listeners.delete(changed)
  }

  /**
   * Orders that make no sense now are ignored: two visitors may press the same button.
   * @param {string} name
   * @param {import('./orders.js').Deed} deed
   */
  async order(name, deed) {
    const machine = this.#machines.find((one) => one.name === name)
    if (!machine || machine.state === 'busy') return
    const isDown = machine.state === 'down'
    if (deed === 'start' && isDown) await this.#turn(machine, () => machine.process.start(), 'up')
    else if (deed === 'kill' && !isDown) await this.#turn(machine, () => machine.process.kill(), 'down')
    else if (deed === 'restart' && !isDown) await this.#turn(machine, () => machine.process.restart(), 'up')
    else if (deed === 'forget' && name === 'redis') await this.#turn(machine, () => this.broker.redis.forget(), 'up')
    else if (deed === 'pause' && machine.state === 'up') this.#pause(machine)
    else if (deed === 'wake' && machine.state === 'paused') this.#wake(machine)
  }

  stop() {
    for (const { waking } of this.#machines) clearTimeout(waking)
    this.#listeners.clear()
  }

  /** @param {Machine} machine @param {() => Promise<void>} work @param {State} after */
  async #turn(machine, work, after) {
    clearTimeout(machine.waking)
    this.#tell(machine, 'busy')
    try {
      await work()
      this.#tell(machine, after)
    } catch (error) {
      this.#tell(machine, 'down')
      throw error
    }
  }

  /** @param {Machine} machine */
  #pause(machine) {
    machine.process.pause()
    machine.waking = setTimeout(() => this.#wake(machine), pause).unref()
    this.#tell(machine, 'paused')
  }

  /** @param {Machine} machine */
  #wake(machine) {
    clearTimeout(machine.waking)
    machine.process.resume()
    this.#tell(machine, 'up')
  }

  /** @param {Machine} machine @param {State} state */
  #tell(machine, state) {
    machine.state = state
    for (const changed of this.#listeners) changed()
  }
}

/** A, B, … @param {number} index */
export const nameOf = (index) => String.fromCharCode(65 + index)
