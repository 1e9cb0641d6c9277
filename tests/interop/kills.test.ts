import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Broker, startBroker } from '../../scripts/broker/broker.mjs'
import { type Outcome, runWave } from './kills/run.js'
import { faultsOf, planWave } from './kills/schedule.js'
import { centrifuge } from './support/centrifuge.js'
import { hawser } from './support/hawser.js'

// `HAWSER_SEED=123 HAWSER_WAVES=1` plays one wave again; `HAWSER_DRIVER=centrifuge` plays it with the reference.
const seed = Number(process.env.HAWSER_SEED ?? Date.now() % 1_000_000)
const waves = Number(process.env.HAWSER_WAVES ?? 10)
const driver = process.env.HAWSER_DRIVER === 'centrifuge' ? centrifuge : hawser

let broker: Broker
beforeAll(async () => {
  broker = await startBroker({ nodes: 2, ping: '800ms', pong: '400ms' })
})
afterAll(() => broker.stop())

const total = { schedules: 0, faults: 0, publications: 0, delivered: 0, holes: 0, lost: 0 }

it.for(Array.from({ length: waves }, (_, index) => seed + index))(
  'nothing is lost, doubled or out of order, and holes are told once: seed %d',
  { timeout: 120_000 },
  async (seed) => {
    const wave = planWave(seed)
    const outcomes = await runWave(wave, broker, driver)
    count(outcomes, faultsOf(wave), wave.publications)

    const wrong = outcomes.filter(({ faults }) => faults.length)
    expect(wrong, `replay: HAWSER_SEED=${seed} HAWSER_WAVES=1`).toEqual([])
    const covered = outcomes.filter(({ schedule }) => !schedule.channel.startsWith('short:'))
    expect(covered.map(({ holes }) => holes)).toEqual(covered.map(() => 0))
  },
)

it.runIf(waves === 10)('that were 300 schedules, 1,000 faults and 45,000 publications at least', () => {
  console.log(`seed ${seed}: ${JSON.stringify(total)}`)
  expect(total.schedules).toBeGreaterThanOrEqual(300)
  expect(total.faults).toBeGreaterThanOrEqual(1000)
  expect(total.publications).toBeGreaterThanOrEqual(45_000)
  expect(total.lost).toBeGreaterThan(300)
  expect(total.holes).toBeGreaterThan(0)
})

function count(outcomes: readonly Outcome[], faults: number, publications: number) {
  total.schedules += outcomes.length
  total.faults += faults
  total.publications += outcomes.length * publications
  for (const { delivered, holes, lost } of outcomes) {
    total.delivered += delivered
    total.lost += lost
    total.holes += holes
  }
}
