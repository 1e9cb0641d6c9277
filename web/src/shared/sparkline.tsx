interface SparklineProps {
  /** In the order of time; where there is none, the line is broken. */
  values: readonly (number | undefined)[]
  /** Values that the width holds; fewer begin at its right. */
  length: number
  label: string
  /** The scale never ends below. */
  least?: number
}

const height = 40

/** A small line without axes: its newest value is at the right. */
export function Sparkline({ values, length, label, least = 1 }: SparklineProps) {
  const top = Math.max(least, ...values.map((value) => value ?? 0))
  const from = length - values.length
  const path = values.map((value, i) => point(from + i, value, values[i - 1], top)).join('')
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${length - 1} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <path d={path} vectorEffect="non-scaling-stroke" />
    </svg>
  )
}

function point(x: number, value: number | undefined, before: number | undefined, top: number): string {
  if (value === undefined) return ''
  const y = height - 2 - (value / top) * (height - 4)
  return `${before === undefined ? 'M' : 'L'}${x} ${y.toFixed(1)}`
}
