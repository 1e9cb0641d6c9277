/** Messages a second at the right end. */
export const fastest = 20_000
/** Steps of the slider. */
export const steps = 100

/** The slider is logarithmic: 1 at its left, 20,000 at its right, rounded to two digits. */
export function rateAt(position: number): number {
  const rate = fastest ** (position / steps)
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(rate)) - 1)
  return Math.round(rate / unit) * unit
}

export const positionOf = (rate: number) => Math.round((Math.log(rate) / Math.log(fastest)) * steps)
