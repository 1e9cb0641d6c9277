import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { PriceTrack } from './price-track'

// Seconds that the chart shows at least.
const least = 15

function options(box: HTMLElement): uPlot.Options {
  const style = getComputedStyle(box)
  const colour = (name: string) => style.getPropertyValue(`--${name}`)
  const axis: uPlot.Axis = {
    stroke: colour('ink-3'),
    font: `12px ${colour('sans')}`,
    grid: { stroke: colour('hairline'), width: 1 },
    ticks: { show: false },
  }
  return {
    width: box.clientWidth,
    height: box.clientHeight,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { size: 8 } },
    scales: { x: { time: true, range: (_, oldest, newest) => [Math.min(oldest, newest - least), newest] } },
    axes: [
      { ...axis, size: 28, values: (_, times) => times.map(clock), space: 80 },
      { ...axis, size: 56, values: (_, prices) => prices.map((price) => price.toFixed(2)) },
    ],
    series: [{}, { stroke: colour('rope'), width: 2, fill: `${colour('rope')}22`, points: { show: false } }],
  }
}

const clock = (time: number) => new Date(time * 1000).toLocaleTimeString('en-GB')

/** Draws a track into a box until the returned function is called. */
export function drawChart(box: HTMLElement, track: PriceTrack) {
  const chart = new uPlot(options(box), [track.times, track.prices], box)
  const stop = track.start(() => chart.setData([track.times, track.prices]))
  const fit = new ResizeObserver(() => chart.setSize({ width: box.clientWidth, height: box.clientHeight }))
  fit.observe(box)
  return () => {
    stop()
    fit.disconnect()
    chart.destroy()
  }
}
