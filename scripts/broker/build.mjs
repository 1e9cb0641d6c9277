// build.mjs [server]...: builds the servers that aren't there yet, and asks each for its version.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { binaryOf, serverOf, servers, versionOf } from './servers.mjs'

/** @import { Server } from './servers.mjs' */

const findGo = fileURLToPath(new URL('go', import.meta.url))
const go = () => execFileSync('bash', [findGo], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim()

/** @param {Server} server */
function build(server) {
  const binary = binaryOf(server)
  console.log(`building ${server.name} ${versionOf(server)}, which takes minutes where it was never built`)
  mkdirSync(dirname(binary), { recursive: true })
  // Two may build at once: what is there is always whole.
  const partial = `${binary}.${process.pid}`
  const stamp = `-s -w -X ${server.dependency}/internal/build.Version=${versionOf(server)}`
  execFileSync(go(), ['build', '-trimpath', '-buildvcs=false', '-ldflags', stamp, '-o', partial, server.package], {
    cwd: server.source,
    env: { ...process.env, GOTOOLCHAIN: 'local', CGO_ENABLED: '0' },
    stdio: 'inherit',
  })
  renameSync(partial, binary)
}

/** @param {Server} server */
function check(server) {
  const wanted = versionOf(server)
  const said = execFileSync(binaryOf(server), ['version'], { encoding: 'utf8' })
  if (!said.includes(`v${wanted} `)) throw new Error(`${server.name} ${wanted} is wanted, and this is: ${said}`)
}

const asked = process.argv.slice(2)
for (const server of asked.length ? asked.map(serverOf) : servers) {
  if (!existsSync(binaryOf(server))) build(server)
  check(server)
}
