import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'

const chromium = () =>
  execFileSync(process.env.CHROMIUM ?? 'chromium', ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] })
const version = (name) => {
  const at = new URL(`../../../node_modules/${name}/package.json`, import.meta.url)
  return `${name} ${JSON.parse(readFileSync(at, 'utf8')).version}`
}
const peers = [
  'partysocket',
  'reconnecting-websocket',
  'react-use-websocket',
  'socket.io-client',
  'centrifuge',
  'react',
  'hawser',
]

/** What it was measured on, and with. */
export const machine = () => ({
  processor: cpus()[0].model,
  cores: cpus().length,
  memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
  kernel: `Linux ${release()}`,
  browser: String(chromium()).trim(),
  node: process.version,
  peers: peers.map(version),
})
