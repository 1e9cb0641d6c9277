import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

const imports = /(from |import\()(['"])(\.[^'"]*)\.js\2/g
// TypeScript before 5.7 knows these types without a parameter.
const buffers = /\b(Uint8Array|ArrayBufferView)<ArrayBuffer>/g
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')

/** Writes the types of the entries, and of what they mention, once for `import` and once for `require`. */
export function declare(root, dist, entries) {
  execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', dist], { stdio: 'inherit' })
  const wanted = reachable(entries.map((entry) => join(dist, `${entry}.d.ts`)))
  for (const file of declarations(dist)) {
    if (wanted.has(file)) twin(file)
    else rmSync(file)
  }
}

function reachable(files, found = new Set()) {
  for (const file of files) {
    if (found.has(file)) continue
    found.add(file)
    const mentioned = [...readFileSync(file, 'utf8').matchAll(imports)].map(([, , , path]) =>
      join(dirname(file), `${path}.d.ts`),
    )
    reachable(mentioned, found)
  }
  return found
}

const declarations = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name.endsWith('.d.ts'))
    .map((entry) => join(folder, relative(folder, join(entry.parentPath, entry.name))))

function twin(file) {
  const types = readFileSync(file, 'utf8').replace(buffers, '$1')
  writeFileSync(file, types)
  writeFileSync(file.replace(/\.d\.ts$/, '.d.cts'), types.replace(imports, '$1$2$3.cjs$2'))
}
