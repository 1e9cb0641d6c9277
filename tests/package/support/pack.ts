import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../../', import.meta.url))
export const tarball = `${root}build/package/hawser.tgz`

export default function pack() {
  execFileSync('bash', ['scripts/pack'], { cwd: root, stdio: 'inherit' })
}
