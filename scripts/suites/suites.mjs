// Every suite of `npm test`, in the order in which they run: the quick ones first.
import { readdirSync } from 'node:fs'
import { catch2, checks, ctest, fuzz, nodeTest, tidy, vitest } from './kinds.mjs'

const projects = ['js', 'web/server', 'web', 'scripts/broker', 'tests', 'tests/js', 'tests/web']
const rawModule = readdirSync('tests/wasm').filter((file) => file.endsWith('.test.mjs'))

/** CI judges a change and tries the same again; whoever has a machine at hand tries something else each time. */
const fuzzing = process.env.CI ? { seconds: 60, seed: 1 } : { seconds: 10, seed: 0 }

export const suites = [
  checks('format', ['bash scripts/suites/clang-format', 'npx biome ci .']),
  checks('lint', ['npx eslint . --max-warnings=0']),
  checks(
    'types',
    projects.map((project) => `npx tsc -p ${project} --noEmit`),
  ),
  ctest('structure', 'debug', ['include-direction', 'core-imports'], { groups: ['unit'] }),
  catch2('native', 'debug', ['core', 'protocol', 'scalar', 'client', 'simulation'], { groups: ['unit'] }),
  ctest('simulation', 'simulation', ['schedules', 'mutant-.*'], { note: /\d+ schedules.*calls/ }),
  vitest('unit', [], { groups: ['unit'] }),
  vitest('remote', ['--project=js'], { groups: ['unit'], env: { HAWSER_REMOTE: '1' } }),
  vitest('built', [], { env: { HAWSER_BUILT: '1' } }),
  vitest('react-18', ['--project=react'], {
    env: { HAWSER_REACT: '18' },
    before: [['bash', 'scripts/suites/react-18']],
  }),
  nodeTest(
    'wasm',
    rawModule.map((file) => `tests/wasm/${file}`),
    { before: [['bash', 'scripts/build-wasm.sh', 'wasm-stock']] },
  ),
  checks(
    'publish',
    [
      'npx publint run build/package/hawser.tgz --strict',
      // The wasm and the worker's script are assets, not modules.
      'npx attw build/package/hawser.tgz --exclude-entrypoints engine.wasm plain.wasm worker',
      'npx size-limit',
    ],
    { before: ['bash scripts/pack'] },
  ),
  tidy('tidy', 'debug-clang'),
  fuzz('fuzz', ['scan', 'client'], fuzzing),
  fuzz('fuzz-centrifugo', ['centrifugo_json', 'centrifugo_protobuf', 'fossil'], fuzzing),
  vitest('readme', ['--config=tests/readme/vitest.config.ts']),
  vitest('package', ['--config=tests/package/vitest.config.ts']),
  vitest('browser', ['--config=tests/browser/vitest.config.ts']),
  vitest('interop', ['--config=tests/interop/vitest.config.ts'], { before: [['bash', 'scripts/broker/install']] }),
]
