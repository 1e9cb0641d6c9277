// Exits 0 when what is installed is what the lockfile asks for, so that `npm ci` runs only when it has to.
import { existsSync, readFileSync } from 'node:fs'

const packagesOf = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {})

const wanted = packagesOf('package-lock.json')
const installed = packagesOf('node_modules/.package-lock.json')

const isCurrent = ([path, { version, integrity, optional }]) => {
  const found = installed[path]
  if (!found) return optional === true
  return found.version === version && found.integrity === integrity && existsSync(path)
}

const current = Object.entries(wanted)
  .filter(([path]) => path.includes('node_modules/'))
  .every(isCurrent)
process.exit(current ? 0 : 1)
