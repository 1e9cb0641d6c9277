const sorted = (values) => [...values].sort((a, b) => a - b)

export const median = (values) => sorted(values)[Math.floor(values.length / 2)]

/** `median (least to most)`, to two digits. */
export function spread(values) {
  const all = sorted(values)
  return `${median(all).toFixed(2)} (${all[0].toFixed(2)} to ${all.at(-1).toFixed(2)})`
}
