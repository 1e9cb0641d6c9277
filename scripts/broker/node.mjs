import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { freePort } from './ports.mjs'
import { Process } from './process.mjs'
import { binaryOf, serverOf } from './servers.mjs'

/** The file of a server, which `bash scripts/broker/install` builds. */
export function built(/** @type {string} */ name) {
  const binary = binaryOf(serverOf(name))
  if (!existsSync(binary)) throw new Error(`${name} is not built: run \`bash scripts/broker/install\``)
  return binary
}

/** One node of Centrifugo. */
export class Node extends Process {
  #key

  /**
   * @param {string} file - where its configuration is written
   * @param {string} key - of its HTTP API
   * @param {(port: number) => object} configure
   */
  static async create(file, key, configure) {
    const port = await freePort()
    await writeFile(file, JSON.stringify(configure(port)))
    return new Node(file, key, port)
  }

  /**
   * @param {string} file
   * @param {string} key
   * @param {number} port
   */
  constructor(file, key, port) {
    super('Centrifugo', [built('centrifugo'), '--config', file, '--log_level', 'info'], port)
    this.#key = key
  }

  /** Where clients connect. */
  get url() {
    return `ws://127.0.0.1:${this.port}/connection/websocket`
  }

  /**
   * Calls the HTTP API: `api('publish', { channel, data })`. Rejects with what it says.
   * @param {string} method
   * @param {object} [params]
   * @param {AbortSignal} [signal] - ends the wait for a node that doesn't answer
   * @returns {Promise<any>}
   */
  async api(method, params = {}, signal) {
    const response = await fetch(`http://127.0.0.1:${this.port}/api/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': this.#key },
      body: JSON.stringify(params),
      ...(signal && { signal }),
    })
    if (!response.ok) throw new Error(`${method}: HTTP ${response.status}`)
    const { result, error } = await response.json()
    if (error) throw Object.assign(new Error(`${method}: ${error.message}`), { code: error.code })
    return result
  }
}
