import { dirname, resolve } from 'node:path'

/** `import text from './some.file?<name>'`, for Rolldown and Vite. @param textOf - what becomes of the file at a path */
export const textFiles = (name, textOf) => ({
  name,
  enforce: 'pre',
  resolveId: (id, importer) => (id.endsWith(`?${name}`) && importer ? resolve(dirname(importer), id) : undefined),
  load: async (id) => {
    if (!id.endsWith(`?${name}`)) return undefined
    const text = await textOf(id.slice(0, -name.length - 1))
    return { code: `export default ${JSON.stringify(text)}`, map: { mappings: '' } }
  },
})
