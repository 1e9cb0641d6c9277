import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

const query = '?printable'

const digits = Array.from({ length: 127 - 35 }, (_, at) => String.fromCharCode(35 + at)).filter(
  (character) => character !== '\\' && character !== '`',
)
const values = 88
const prefixes = ['', digits[values], digits[values + 1]]

/** What `fromPrintable` reads. */
export const printable = (bytes) =>
  Array.from(bytes, (byte) => prefixes[Math.floor(byte / values)] + digits[byte % values]).join('')

/** `import text from './some.file?printable'`, for Rolldown and Vite. */
export const printableFiles = () => ({
  name: 'printable',
  enforce: 'pre',
  resolveId: (id, importer) => (id.endsWith(query) && importer ? resolve(dirname(importer), id) : undefined),
  load: async (id) => {
    if (!id.endsWith(query)) return undefined
    const text = printable(await readFile(id.slice(0, -query.length)))
    return { code: `export default ${JSON.stringify(text)}`, map: { mappings: '' } }
  },
})
