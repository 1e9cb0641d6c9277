import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Server, serve } from '../browser/support/server.js'
import { installApp } from './support/app.js'
import { run } from './support/run.js'

let app: string
let server: Server

beforeAll(async () => {
  ;[app, server] = await Promise.all([installApp('node'), serve()])
})
afterAll(() => server.kill())

const node = process.execPath
const there = () => ({ SERVER: server.url })

it('Node imports it, with a WebSocket that is handed in', async () => {
  expect(await run(app, [node, 'import.mjs'], there())).toBe('ok\n')
})

it('Node requires it', async () => {
  expect(await run(app, [node, 'require.cjs'], there())).toBe('ok\n')
})

it('an app’s Jest connects, in its node and its jsdom environment', async () => {
  expect(await run(app, [node, 'node_modules/jest/bin/jest.js'], there())).toMatch(/Tests: +3 passed, 3 total/)
})

it('an app’s Vitest connects', async () => {
  expect(await run(app, [node, 'node_modules/vitest/vitest.mjs', 'run'], there())).toMatch(/Tests +1 passed/)
})

describe.for(['5.4', '5.9', '6.0'])('TypeScript %s', (version) => {
  const check = (file: string, resolution: string, module: string, ...more: string[]) =>
    run(app, [
      ...[
        node,
        `node_modules/typescript-${version}/lib/tsc.js`,
        '--noEmit',
        '--strict',
        '--target',
        'es2022',
        '--types',
        'node',
      ],
      ...['--module', module, '--moduleResolution', resolution, ...more, `types/${file}`],
    ])
  const old = version === '6.0' ? ['--ignoreDeprecations', '6.0'] : []

  beforeAll(async () => {
    for (const kind of ['mts', 'cts'])
      await copyFile(join(app, 'types/consumer.ts'), join(app, `types/consumer.${kind}`))
  })

  it.for([
    ['node10', 'consumer.ts', 'esnext', ...old],
    ['bundler', 'consumer.ts', 'esnext'],
    ['node16', 'consumer.mts', 'node16'],
    ['node16', 'consumer.cts', 'node16'],
  ] as const)('finds the types under moduleResolution %s in %s', async ([resolution, file, module, ...more]) => {
    await check(file, resolution, module, ...more)
  })
})
