import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { printableFiles } from './js/tools/printable.mjs'
import { script } from './js/tools/script.mjs'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** `HAWSER_BUILT=1` runs the same tests on what is published. */
const source = process.env.HAWSER_BUILT
  ? []
  : [
      { find: /^hawser$/, replacement: here('js/src/index.ts') },
      { find: /^hawser\/react$/, replacement: here('js/src/react/index.ts') },
      { find: /^hawser\/(slim|inline)$/, replacement: here('js/src/$1.ts') },
    ]

/** `HAWSER_REACT=18` runs them under that React, which lies in a folder of its own. */
const react =
  process.env.HAWSER_REACT === '18'
    ? [
        {
          find: /^(react|react-dom|@testing-library\/react)($|\/)/,
          replacement: `${here('tests/react-18/node_modules')}/$1$2`,
        },
      ]
    : []

/** Milliseconds: nets for what hangs, not claims. Two cores may be shared with a whole build. */
const patience = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 20_000 } } }

const project = (name: string, include: string[], environment: 'node' | 'happy-dom', exclude: string[] = []) => ({
  plugins: [printableFiles(), script()],
  resolve: { alias: [...source, ...react] },
  test: { name, include, exclude, environment, ...patience },
})

/** With the types, which are those of the sources whatever runs. */
const typed = (made: ReturnType<typeof project>, include: string[]) => ({
  ...made,
  test: { ...made.test, typecheck: { enabled: true, include, tsconfig: here('tests/js/tsconfig.json') } },
})

export default defineConfig({
  test: {
    projects: [
      typed(project('js', ['tests/js/*.test.ts'], 'node'), ['tests/js/*.test-d.ts']),
      typed(project('react', ['tests/js/react/**/*.test.{ts,tsx}'], 'happy-dom'), ['tests/js/react/*.test-d.tsx']),
      project('web', ['tests/web/**/*.test.{ts,tsx}'], 'node'),
    ],
  },
})
