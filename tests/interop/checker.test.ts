import { describe, expect, it } from 'vitest'
import { faultsIn, holesIn } from './kills/checker.js'
import { faultsOf, planWave } from './kills/schedule.js'
import type { Entry } from './support/log.js'

const fresh: Entry = ['subscribed', { wasRecovering: false, recovered: false, offset: '0' }]
const recovered = (offset: number): Entry => [
  'subscribed',
  { wasRecovering: true, recovered: true, offset: String(offset) },
]
const hole = (offset: number): Entry => [
  'subscribed',
  { wasRecovering: true, recovered: false, offset: String(offset) },
]
const got = (offset: number, n = offset): Entry => ['publication', { data: { n }, offset: String(offset) }]
const published = [1, 2, 3, 4, 5]

describe('the history checker lets pass', () => {
  it.for<[string, Entry[]]>([
    ['everything, in order', [fresh, ...published.map((n) => got(n))]],
    ['a gap that was recovered', [fresh, got(1), got(2), recovered(2), got(3), got(4), got(5)]],
    ['a hole that was told once', [fresh, got(1), hole(4), got(5)]],
    ['two holes, each told', [fresh, hole(2), got(3), hole(4), got(5)]],
    ['who subscribed late', [['subscribed', { wasRecovering: false, recovered: false, offset: '3' }], got(4), got(5)]],
  ])('%s', ([, told]) => {
    expect(faultsIn(told, published)).toEqual([])
  })
})

describe('the history checker finds', () => {
  it.for<[string, Entry[], RegExp]>([
    ['one that is lost', [fresh, got(1), got(2), got(4), got(5)], /3 to 3 are lost/],
    ['the first lost', [fresh, ...[2, 3, 4, 5].map((n) => got(n))], /1 to 1 are lost/],
    ['the last lost', [fresh, ...[1, 2, 3, 4].map((n) => got(n))], /ends at 4/],
    ['one that is doubled', [fresh, got(1), got(2), got(2), got(3), got(4), got(5)], /2 came after 2/],
    ['two in the wrong order', [fresh, got(1), got(3), got(2), got(4), got(5)], /2 came after 3/],
    ['the data of another', [fresh, got(1), got(2, 3), got(3), got(4), got(5)], /2 has the data 3/],
    ['a hole that nobody told', [fresh, got(1), recovered(1), got(4), got(5)], /2 to 3 are lost/],
    ['a hole told twice', [fresh, got(1), hole(3), hole(3), got(4), got(5)], /a hole after 3 was told/],
    ['a hole that is none', [fresh, got(1), hole(1), ...[2, 3, 4, 5].map((n) => got(n))], /there is none/],
    [
      'a recovery that didn’t look back',
      [fresh, got(1), { ...fresh, 1: { ...(fresh[1] as object), offset: '3' } } as never],
      /./,
    ],
    ['recovered from elsewhere', [fresh, got(1), got(2), recovered(1), got(3), got(4), got(5)], /recovered from 1/],
    ['what came before the subscription', [got(1), fresh, ...published.map((n) => got(n))], /before the subscription/],
    ['a subscription that ended', [fresh, ...published.map((n) => got(n)), ['unsubscribed', 103]], /for good/],
  ])('%s', ([, told, fault]) => {
    expect(
      faultsIn(
        [...told].map((entry) => Object.values(entry) as unknown as Entry),
        published,
      ).join(),
    ).toMatch(fault)
  })
})

it('counts the holes that were told', () => {
  expect(holesIn([fresh, hole(2), got(3), recovered(3), hole(5)])).toBe(2)
})

it('a seed brings back the same schedules', () => {
  expect(planWave(7)).toEqual(planWave(7))
  expect(planWave(7)).not.toEqual(planWave(8))
})

it('ten waves are 300 schedules and at least 1,000 faults', () => {
  const waves = Array.from({ length: 10 }, (_, index) => planWave(index))
  expect(waves.flatMap(({ schedules }) => schedules)).toHaveLength(300)
  for (const wave of waves) expect(faultsOf(wave)).toBeGreaterThanOrEqual(100)
})
