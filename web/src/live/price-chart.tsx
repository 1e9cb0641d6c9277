import { useEvent } from 'hawser/react'
import { useEffect, useMemo, useRef } from 'react'
import { useTheme } from '../theme/theme'
import { drawChart } from './draw-chart'
import { PriceTrack } from './price-track'

/** The price of one symbol during the last minute. Nothing is rendered for it: the chart draws itself. */
export function PriceChart({ symbol }: { symbol: string }) {
  const box = useRef<HTMLDivElement>(null)
  const theme = useTheme()
  const track = useMemo(() => new PriceTrack(symbol), [symbol])

  useEvent('quote', (quote) => track.see(quote))
  useEffect(() => (box.current ? drawChart(box.current, track) : undefined), [track, theme])

  return <div className="chart" ref={box} role="img" aria-label={`Price of ${symbol} during the last minute`} />
}
