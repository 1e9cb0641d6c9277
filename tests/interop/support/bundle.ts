import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
export const bundled = here('../../../build/interop')

/** The page has both clients, each as it is published, and all scenarios. */
export default async function bundle() {
  const build = await rolldown({ input: { players: here('../pages/players.ts') }, cwd: here('..') })
  await build.write({ dir: bundled, format: 'es', cleanDir: true })
  await build.close()
}
