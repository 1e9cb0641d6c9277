import { copyFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
export const bundled = here('../../../build/browser')

/** The pages import the package by its name, as it was built, and are bundled as an app would be. */
export default async function bundle() {
  const build = await rolldown({
    input: { harness: here('../pages/harness.ts'), strict: here('../pages/strict.tsx') },
    cwd: here('..'),
    // 'use client' means something to a framework's server, and there is none here.
    checks: { moduleLevelDirective: false },
    transform: { define: { 'process.env.NODE_ENV': '"development"' } },
  })
  await build.write({ dir: bundled, format: 'es', cleanDir: true })
  await build.close()
  // As an app would serve it.
  await copyFile(here('../../../js/dist/worker.js'), `${bundled}/hawser-worker.js`)
}
