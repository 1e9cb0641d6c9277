// Writes dist: the entries as ES modules and as CommonJS, their types, and the engine as a file of its own; and beside it
// the README, which npm shows.
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { printableFiles } from './tools/printable.mjs'
import { browserGlue } from './tools/browser-glue.mjs'
import { declare } from './tools/declarations.mjs'
import { writeReadme } from './tools/readme.mjs'
import { bundled, script } from './tools/script.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const { peerDependencies } = JSON.parse(readFileSync(here('package.json'), 'utf8'))

const dist = here('dist')
const input = {
  index: here('src/index.ts'),
  slim: here('src/slim.ts'),
  inline: here('src/inline.ts'),
  react: here('src/react/index.ts'),
}

// The parts that every entry shares are one chunk: so are the clients that they make. What few need stays out of it.
const own =
  'react/|centrifugo/|worker/|worker-text|index|slim|inline|engine-(glue|plain|whole)|devtools|connection-key|layouts'
const shared = { name: 'client', test: new RegExp(`/js/src/(?!${own})`) }
const worker = { name: 'worker', test: /\/js\/src\/(worker\/(?!entry)|connection-key|layouts)/ }
const broker = { name: 'centrifugo', test: /\/js\/src\/centrifugo\// }

// The head of the hooks' chunk keeps its 'use client', whatever the warning says: a test looks.
const onLog = (level, log, tell) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && tell(level, log)

// Left as it is: the app's build knows whether it is for developers.
const define = { 'process.env.NODE_ENV': 'process.env.NODE_ENV' }

async function write(format, extension) {
  const external = Object.keys(peerDependencies)
  const plugins = [printableFiles(), browserGlue(), script()]
  const bundle = await rolldown({ input, external, plugins, platform: 'browser', transform: { define }, onLog })
  await bundle.write({
    dir: dist,
    format,
    entryFileNames: `[name].${extension}`,
    chunkFileNames: `chunks/[name].${extension}`,
    codeSplitting: { groups: [shared, broker, worker] },
    minify: true,
    sourcemap: true,
  })
  await bundle.close()
}

rmSync(dist, { recursive: true, force: true })
await write('es', 'js')
await write('cjs', 'cjs')
declare(here('.'), dist, ['index', 'slim', 'inline', 'react/index'])
writeFileSync(here('dist/worker.js'), await bundled(here('src/worker/entry.ts')))
for (const engine of ['engine', 'plain'])
  copyFileSync(here(`../build/wasm/${engine}.wasm`), here(`dist/${engine}.wasm`))
writeReadme()
