// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformAsync } from '@babel/core'
import compiler from 'babel-plugin-react-compiler'
import { expect, it } from 'vitest'

const hooks = join(import.meta.dirname, '../../../js/src/react')

/** Rejects where the compiler would leave a component or a hook as it is. */
async function compile(source: string): Promise<string> {
  const result = await transformAsync(source, {
    filename: 'source.tsx',
    configFile: false,
    babelrc: false,
    parserOpts: { plugins: ['typescript', 'jsx'] },
    plugins: [[compiler, { panicThreshold: 'all_errors' }]],
  })
  return result?.code ?? ''
}

it.each(readdirSync(hooks).filter((name) => /^(use-|provider)/.test(name)))('compiles %s', async (name) => {
  await expect(compile(readFileSync(join(hooks, name), 'utf8'))).resolves.toContain('export function')
})

it('compiles a component that uses the hooks', async () => {
  const chat = readFileSync(join(import.meta.dirname, 'fixtures/chat.tsx'), 'utf8')
  await expect(compile(chat)).resolves.toMatch(/compiler-runtime[^]*useWebSocket\(/)
})

it('complains about a ref that is written while rendering', async () => {
  const broken = `import { useRef } from 'react'
    export function Broken({ value }) {
      const newest = useRef(value)
      newest.current = value
      return <p>{value}</p>
    }`
  await expect(compile(broken)).rejects.toThrow(/ref/)
})
