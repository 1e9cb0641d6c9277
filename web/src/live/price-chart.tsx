import { useLatest } from 'hawser/react'
import { useEffect, useMemo, useRef } from 'react'
import { useTheme } from '../theme/theme'
import { drawChart } from './draw-chart'
import { PriceTrack } from './price-track'

/** The price of one symbol during the last minute. It is the table's: nobody on this page hears each quote. */
export function PriceChart({ symbol }: { symbol: string }) {
  const box = useRef<HTMLDivElement>(null)
  const theme = useTheme()
  const track = useMemo(() => new PriceTrack(symbol), [symbol])

  const quote = useLatest('quote', { key: 'symbol', select: (latest) => latest.get(symbol) })
  useEffect(() => quote && track.see(quote), [track, quote])
  useEffect(() => (box.current ? drawChart(box.current, track) : undefined), [track, theme])

  return <div className="chart" ref={box} role="img" aria-label={`Price of ${symbol} during the last minute`} />
}
