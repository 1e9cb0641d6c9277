import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const sources = readdirSync(join(root, 'js/src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.tsx?$/.test(file),
)

const importsOf = (file: string) =>
  [...readFileSync(join(root, 'js/src', file), 'utf8').matchAll(/(?:from |import\(|import )'([^']+)'/g)].map(
    ([, path = '']) => path,
  )
const resolved = (file: string, path: string) => relative('.', join(dirname(file), path))

describe('the direction of imports', () => {
  it('is from the hooks to the core, never back', () => {
    const back = sources
      .filter((file) => !file.startsWith('react/'))
      .flatMap((file) => importsOf(file).map((path) => [file, path.startsWith('.') ? resolved(file, path) : path]))
      .filter(([, path]) => path?.startsWith('react'))

    expect(back).toEqual([])
  })

  it('leads to no package but react, and that from the hooks only', () => {
    const packages = sources.flatMap((file) =>
      importsOf(file)
        .filter((path) => !path.startsWith('.'))
        .map((path) => `${file.startsWith('react/') ? 'react/' : file}: ${path}`),
    )

    expect([...new Set(packages)]).toEqual(['react/: react'])
  })

  it('leads out of the package to the built engine only', () => {
    const outside = sources.flatMap((file) =>
      importsOf(file).filter((path) => path.startsWith('.') && resolved(file, path).startsWith('..')),
    )

    expect(outside.sort()).toEqual([
      '../../build/wasm/engine.mjs',
      '../../build/wasm/engine.wasm?printable',
      '../../build/wasm/plain.wasm?printable',
    ])
  })

  it('reaches no lazy import from inline: its bundles are one file', () => {
    const reached = new Set<string>()
    const visit = (file: string) => {
      if (reached.has(file)) return
      reached.add(file)
      for (const path of importsOf(file)) if (path.endsWith('.js')) visit(resolved(file, path.replace(/\.js$/, '.ts')))
    }
    visit('inline.ts')
    const lazy = [...reached].filter((file) => /\bimport\(/.test(readFileSync(join(root, 'js/src', file), 'utf8')))

    expect(reached.size).toBeGreaterThan(20)
    expect(lazy).toEqual([])
  })
})

describe('package.json', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'js/package.json'), 'utf8')) as Record<string, unknown>

  it('has no runtime dependency and no script that runs on install', () => {
    expect(manifest.dependencies).toBeUndefined()
    expect(manifest.peerDependencies).toEqual({ react: '>=18' })
    expect(Object.keys(manifest.scripts as object).filter((name) => /install|prepare|prepack/.test(name))).toEqual([])
  })

  it('has the licence of the project beside it', () => {
    expect(readFileSync(join(root, 'js/LICENSE'), 'utf8')).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'))
  })
})
