// The servers that Go builds, and where they lie: outside of the checkout, by all that they are built from.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'hawser', 'servers')
/** @param {string} path */
const here = (path) => fileURLToPath(new URL(path, import.meta.url))

/**
 * @typedef {object} Server
 * @property {string} name
 * @property {string} source - the folder of its Go module
 * @property {string} package - what is built there
 * @property {string} dependency - the module whose version is the server's
 */

/** @type {readonly Server[]} */
export const servers = [
  {
    name: 'centrifugo',
    source: here('centrifugo'),
    package: 'github.com/centrifugal/centrifugo/v5',
    dependency: 'github.com/centrifugal/centrifugo/v5',
  },
  {
    name: 'library',
    source: here('../../tests/interop/server'),
    package: '.',
    dependency: 'github.com/centrifugal/centrifuge',
  },
]

/** @param {string} name */
export function serverOf(name) {
  const server = servers.find((one) => one.name === name)
  if (!server) throw new Error(`no server is called ${name}; there are ${servers.map((one) => one.name).join(', ')}`)
  return server
}

/**
 * Without the leading v, as `go.mod` has it.
 * @param {Server} server
 */
export function versionOf({ source, dependency }) {
  const line = readFileSync(join(source, 'go.mod'), 'utf8')
    .split('\n')
    .find((text) => text.includes(`${dependency} v`))
  if (!line) throw new Error(`${source}/go.mod doesn't name ${dependency}`)
  return /** @type {string} */ (line.split(' v')[1]?.split(' ')[0])
}

/**
 * The file that runs.
 * @param {Server} server
 */
export function binaryOf(server) {
  const hash = createHash('sha256')
  for (const file of readdirSync(server.source).filter((name) => /\.(go|mod|sum)$/.test(name)))
    hash.update(readFileSync(join(server.source, file)))
  const key = hash.digest('hex').slice(0, 16)
  return join(cache, `${server.name}-${versionOf(server)}-${key}`)
}
