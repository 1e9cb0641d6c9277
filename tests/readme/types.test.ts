import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { type Block, blocksOf } from './blocks.js'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'build/readme')
const ambient = ['globals.d.ts', 'assets.d.ts'].map((name) => join(import.meta.dirname, name))
const blocks = ['README.md', 'CONTRIBUTING.md'].flatMap((name) => blocksOf(join(root, name)))

const nameOf = ({ file, line }: Block) => `${file.slice(root.length + 1)}:${line}`
const pathOf = (block: Block) => join(folder, `${nameOf(block).replace(/\W/g, '-')}.tsx`)

function check(): Map<string, string[]> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const block of blocks) writeFileSync(pathOf(block), `${block.code}\nexport {}\n`)
  const program = ts.createProgram([...blocks.map(pathOf), ...ambient], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    jsx: ts.JsxEmit.ReactJSX,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  })
  const errors = new Map<string, string[]>()
  for (const { file, messageText } of ts.getPreEmitDiagnostics(program)) {
    const name = file?.fileName ?? 'options'
    errors.set(name, [...(errors.get(name) ?? []), ts.flattenDiagnosticMessageText(messageText, '\n')])
  }
  return errors
}

describe('the README’s code', () => {
  const errors = check()

  it.for(blocks.map((block) => [nameOf(block), block] as const))('%s type-checks', ([, block]) => {
    expect(errors.get(pathOf(block)) ?? []).toEqual([])
  })
  it('has globals that type-check', () => {
    expect([...errors.keys()].filter((name) => !name.startsWith(folder))).toEqual([])
  })
})
