import { useLatest } from 'hawser/react'
import { memo, useLayoutEffect } from 'react'
import { percent } from '../shared/format'
import { noteCommit } from './commits'

interface QuoteRowProps {
  symbol: string
  /** Its place in the table, the head being the first row. */
  index: number
  isChosen: boolean
  onChoose: (symbol: string) => void
}

// A change that fills the bar.
const full = 0.05

/** One symbol: rendered when its own quote has changed, and at most once a frame. */
export const QuoteRow = memo(function QuoteRow({ symbol, index, isChosen, onChoose }: QuoteRowProps) {
  const quote = useLatest('quote', { key: 'symbol', select: (latest) => latest.get(symbol) })
  useLayoutEffect(noteCommit)
  if (!quote) return null
  const tone = quote.change < 0 ? 'down' : 'up'
  // Two animations of one look: a change from one to the other begins anew.
  const flash = quote.n % 2 ? 'flash-a' : 'flash-b'
  return (
    <div role="row" className={`quote ${tone}`} aria-rowindex={index} aria-selected={isChosen}>
      <span role="rowheader">
        <button type="button" onClick={() => onChoose(symbol)}>
          {symbol}
        </button>
      </span>
      <span role="cell" className={flash}>
        {quote.price.toFixed(2)}
      </span>
      <span role="cell" className="change">
        {percent(quote.change)}
      </span>
      <span role="cell" className="bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${Math.min(1, Math.abs(quote.change) / full).toFixed(3)})` }} />
      </span>
    </div>
  )
})
