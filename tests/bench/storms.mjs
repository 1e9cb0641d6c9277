// `npm run bench:storms [-- --clients=n] [--users=n]`: reconnect storms on virtual time. The whole run, of a million, writes
// docs/bench/storms.md; a smaller one, build/bench/.
import { execFileSync } from 'node:child_process'
import { writeStorms } from './report/storms.mjs'

const whole = 1_000_000
const root = new URL('../../', import.meta.url)
const option = (name, otherwise) =>
  Number(process.argv.find((it) => it.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise)
const clients = option('clients', whole)
const users = option('users', 10_000)

const run = (command, ...args) => execFileSync(command, args, { cwd: root, stdio: 'inherit' })
run('cmake', '--preset', 'release')
run('cmake', '--build', '--preset', 'release', '--target', 'herd')

const started = performance.now()
const herd = ['--clients', String(clients), '--users', String(users)]
const printed = execFileSync('build/release/tests/simulation/herd/herd', herd, {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
  maxBuffer: 2 ** 26,
})
const folder = clients === whole ? 'docs/bench/' : 'build/bench/'
writeStorms(new URL(folder, root), JSON.parse(String(printed)))
console.log(`${folder}storms.md, after ${Math.round((performance.now() - started) / 1000)} s`)
