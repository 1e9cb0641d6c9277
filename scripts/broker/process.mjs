import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'

/** Where Linux has it: the child dies with us, however we die. */
const leash = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL', '--'] : []

/** Milliseconds in which a server must answer after its start. */
const patience = 20_000

/** The ways to end, to stop and to wake one server, which comes back on the same port. */
export class Process {
  #name
  #command
  #port
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child
  #said = ''

  /**
   * @param {string} name - for errors
   * @param {readonly string[]} command
   * @param {number} port - answers once the server is up
   */
  constructor(name, command, port) {
    this.#name = name
    this.#command = command
    this.#port = port
  }

  get port() {
    return this.#port
  }

  /** Nothing while it doesn't run. */
  get pid() {
    return this.#child?.pid
  }

  /** What it wrote lately, for the one who has to find out why. */
  get log() {
    return this.#said
  }

  async start() {
    const [command = '', ...args] = [...leash, ...this.#command]
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    this.#child = child
    const listen = (/** @type {Buffer} */ data) => {
      this.#said = (this.#said + data).slice(-20_000)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('error', (error) => listen(Buffer.from(error.message)))
    const kill = () => child.kill('SIGKILL')
    process.once('exit', kill)
    child.once('exit', () => {
      process.off('exit', kill)
      if (this.#child === child) this.#child = undefined
    })
    await this.#answers(child)
  }

  /** At once, as a crash is. */
  async kill() {
    const child = this.#child
    if (!child) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  /** Tells it to end, and waits until it did. */
  async end() {
    const child = this.#child
    if (!child) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }

  async restart() {
    await this.kill()
    await this.start()
  }

  /** It keeps its connections and says nothing any more. */
  pause() {
    this.#child?.kill('SIGSTOP')
  }

  resume() {
    this.#child?.kill('SIGCONT')
  }

  /** @param {import('node:child_process').ChildProcess} child */
  async #answers(child) {
    const end = Date.now() + patience
    while (!(await canConnect(this.#port))) {
      if (child.exitCode !== null || child.pid === undefined || Date.now() > end)
        throw new Error(`${this.#name} did not start:\n${this.#said}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

/** @param {number} port */
const canConnect = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const answer = (/** @type {boolean} */ can) => {
      socket.destroy()
      resolve(can)
    }
    socket.once('connect', () => answer(true)).once('error', () => answer(false))
  })
