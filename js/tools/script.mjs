import { dirname, resolve } from 'node:path'
import { rolldown } from 'rolldown'
import { browserGlue } from './browser-glue.mjs'

const query = '?script'

/** A script and all that it imports, as one text that a classic and a module worker can run. */
export async function bundled(entry) {
  const bundle = await rolldown({ input: entry, plugins: [browserGlue()], platform: 'browser' })
  const { output } = await bundle.generate({ format: 'iife', minify: true })
  await bundle.close()
  return output[0].code
}

/** `import text from './some.ts?script'`, for Rolldown and Vite. */
export const script = () => ({
  name: 'script',
  enforce: 'pre',
  resolveId: (id, importer) => (id.endsWith(query) && importer ? resolve(dirname(importer), id) : undefined),
  load: async (id) => {
    if (!id.endsWith(query)) return undefined
    const text = await bundled(id.slice(0, -query.length))
    return { code: `export default ${JSON.stringify(text)}`, map: { mappings: '' } }
  },
})
