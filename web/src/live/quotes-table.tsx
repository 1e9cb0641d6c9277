import { useLatest } from 'hawser/react'
import type { Quote } from '../connection/protocol'
import { QuoteRow } from './quote-row'
import { useWindow } from './use-window'

// Pixels, as in live.css.
const rowHeight = 36
const boxHeight = 480

const symbolsOf = (latest: ReadonlyMap<string, Quote>): readonly string[] => [...latest.keys()].sort()
const sameNumber = (a: readonly string[], b: readonly string[]) => a.length === b.length

interface QuotesTableProps {
  chosen: string | undefined
  onChoose: (symbol: string) => void
}

/** All symbols by name. It is rendered itself only when one is new; of its rows there are those in view. */
export function QuotesTable({ chosen, onChoose }: QuotesTableProps) {
  const symbols = useLatest('quote', { key: 'symbol', select: symbolsOf, equals: sameNumber })
  const { first, last, before, after, onScroll } = useWindow(symbols.length, rowHeight, boxHeight)
  return (
    <div
      className="quotes card"
      tabIndex={0}
      role="table"
      aria-label="Quotes"
      aria-rowcount={symbols.length + 1}
      onScroll={onScroll}
    >
      <QuotesHead />
      <div role="presentation" style={{ height: before }} />
      {symbols.slice(first, last).map((symbol, i) => (
        <QuoteRow key={symbol} symbol={symbol} index={first + i + 2} isChosen={symbol === chosen} onChoose={onChoose} />
      ))}
      <div role="presentation" style={{ height: after }} />
      {symbols.length === 0 && <p className="notice">No quote yet.</p>}
    </div>
  )
}

function QuotesHead() {
  return (
    <div role="row" className="quote quotes-head" aria-rowindex={1}>
      <span role="columnheader">Symbol</span>
      <span role="columnheader">Price</span>
      <span role="columnheader">Change %</span>
      <span role="columnheader">
        <span className="visually-hidden">Size of the change</span>
      </span>
    </div>
  )
}
