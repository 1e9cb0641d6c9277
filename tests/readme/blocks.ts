import { readFileSync } from 'node:fs'

export interface Block {
  readonly file: string
  /** Of the opening fence, from 1. */
  readonly line: number
  readonly language: 'ts' | 'tsx' | 'js'
  readonly code: string
  /** Complete: it imports the package and names a server. Only `no-run` on the fence keeps such a block from being run. */
  readonly runs: boolean
}

const fence = /^```(tsx?|js)\b([^\n]*)\n(.*?)^```$/gms

/** The code of a Markdown file, in order. */
export function blocksOf(file: string): Block[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(fence)].map(({ index, 1: language = '', 2: words = '', 3: code = '' }) => ({
    file,
    line: text.slice(0, index).split('\n').length,
    language: language as Block['language'],
    code,
    runs: isComplete(code) && !words.includes('no-run'),
  }))
}

const isComplete = (code: string) => /from 'hawser/.test(code) && /['"`]wss?:\/\//.test(code)
