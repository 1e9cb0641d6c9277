import type { Quote } from '../connection/protocol'

/** What is known of all prices. */
export interface Board {
  /** The quotes of a board that differ from those of the one before. */
  changes(lines: readonly string[]): Quote[]
}

export function createBoard(): Board {
  let n = 0
  let before: readonly string[] = []
  return {
    changes(lines) {
      const changed = lines.filter((line, i) => line !== before[i])
      before = lines
      return changed.map((line) => quoteOf(line, ++n))
    },
  }
}

function quoteOf(line: string, n: number): Quote {
  const [symbol = '', price, change] = line.split(' ')
  return { symbol, price: Number(price), change: Number(change), n }
}
