import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { freePort } from './ports.mjs'
import { Process } from './process.mjs'

/** @param {string} name */
const found = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(existsSync)

// Debian has one binary under several names, and only the package that also starts a service has the server's.
function command() {
  const server = found('redis-server')
  if (server) return [server]
  const twin = found('redis-check-rdb')
  if (twin) return ['/bin/bash', '-c', `exec -a redis-server ${twin} "$@"`, 'redis-server']
  throw new Error('Redis is not installed: run `bash scripts/broker/install`')
}

/** A Redis that writes down what it accepted, so that a crash costs nothing unless it is told to forget. */
export class Redis extends Process {
  #folder

  /** @param {string} folder - its own, made anew */
  static async create(folder) {
    await mkdir(folder, { recursive: true })
    return new Redis(folder, await freePort())
  }

  /**
   * @param {string} folder
   * @param {number} port
   */
  constructor(folder, port) {
    const options = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'yes', appendfsync: 'no' }
    const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
    super('Redis', [...command(), ...flags], port)
    this.#folder = folder
  }

  /** Comes back without a memory: every channel begins a new epoch. */
  async forget() {
    await this.kill()
    await rm(this.#folder, { recursive: true, force: true })
    await mkdir(this.#folder)
    await this.start()
  }
}
