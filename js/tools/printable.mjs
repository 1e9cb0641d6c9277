import { readFile } from 'node:fs/promises'
import { textFiles } from './text-files.mjs'

const digits = Array.from({ length: 127 - 35 }, (_, at) => String.fromCharCode(35 + at)).filter(
  (character) => character !== '\\' && character !== '`',
)
const values = 88
const prefixes = ['', digits[values], digits[values + 1]]

/** What `fromPrintable` reads. */
export const printable = (bytes) =>
  Array.from(bytes, (byte) => prefixes[Math.floor(byte / values)] + digits[byte % values]).join('')

/** `import text from './some.file?printable'`. */
export const printableFiles = () => textFiles('printable', async (path) => printable(await readFile(path)))
