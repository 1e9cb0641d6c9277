import { rolldown } from 'rolldown'
import { browserGlue } from './browser-glue.mjs'
import { textFiles } from './text-files.mjs'

/** A script and all that it imports, as one text that a classic and a module worker can run. */
export async function bundled(entry) {
  const bundle = await rolldown({ input: entry, plugins: [browserGlue()], platform: 'browser' })
  const { output } = await bundle.generate({ format: 'iife', minify: true })
  await bundle.close()
  return output[0].code
}

/** `import text from './some.ts?script'`. */
export const script = () => textFiles('script', bundled)
