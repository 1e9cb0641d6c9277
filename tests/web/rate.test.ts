import { expect, it } from 'vitest'
import { fastest, positionOf, rateAt, steps } from '../../web/src/live/rate'

it('goes from one to twenty thousand, and never back', () => {
  const rates = Array.from({ length: steps + 1 }, (_, position) => rateAt(position))
  expect([rates[0], rates[steps]]).toEqual([1, fastest])
  expect(rates).toEqual(rates.toSorted((a, b) => a - b))
})

it('finds the position of its marks again', () => {
  for (const mark of [1, 100, 1000, fastest]) expect(rateAt(positionOf(mark)) / mark).toBeCloseTo(1, 0)
})
