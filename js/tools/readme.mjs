// Writes the README that npm shows: the repository's, without its pictures, and with the names of the files that only it has.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

const packed = (text) =>
  text
    .replace(/^!\[[^\]]*\]\(docs\/[^)]*\)\n\n?/gm, '')
    .replace(/\[([^\]]+)\]\((?!#|https:)([^)]+)\)/g, '$1, `$2` of the repository')

export const writeReadme = () =>
  writeFileSync(here('../README.md'), packed(readFileSync(here('../../README.md'), 'utf8')))

if (process.argv[1] === fileURLToPath(import.meta.url)) writeReadme()
