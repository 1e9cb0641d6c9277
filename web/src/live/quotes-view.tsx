import { useLatest } from 'hawser/react'
import { useState } from 'react'
import { PriceChart } from './price-chart'
import { QuotesTable } from './quotes-table'

const first = (latest: ReadonlyMap<string, unknown>): string | undefined => latest.keys().next().value

/** The table, and the chart of the symbol that was chosen in it. */
export function QuotesView() {
  const [chosen, setChosen] = useState<string>()
  const fallback = useLatest('quote', { key: 'symbol', select: first })
  const symbol = chosen ?? fallback
  return (
    <div className="market">
      <QuotesTable chosen={symbol} onChoose={setChosen} />
      <section className="card chart-card" aria-label="Chart">
        <h2>{symbol ?? 'No quote yet'}</h2>
        <p className="tile-note">Choose another one in the table.</p>
        {symbol && <PriceChart key={symbol} symbol={symbol} />}
      </section>
    </div>
  )
}
