import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

const query = '?base64'

/** `import text from './some.file?base64'`, for Rolldown and Vite. */
export const base64 = () => ({
  name: 'base64',
  enforce: 'pre',
  resolveId: (id, importer) => (id.endsWith(query) && importer ? resolve(dirname(importer), id) : undefined),
  load: async (id) => {
    if (!id.endsWith(query)) return undefined
    const text = await readFile(id.slice(0, -query.length), 'base64')
    return { code: `export default ${JSON.stringify(text)}`, map: { mappings: '' } }
  },
})
