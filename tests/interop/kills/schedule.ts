import type { Format } from '../support/driver.js'
import { Dice } from './dice.js'

/** A client of one's own and what happens to its wire. Times are milliseconds from the first publication. */
export interface Schedule {
  readonly channel: string
  readonly format: Format
  readonly delta: boolean
  /** The server subscribes, by the token. */
  readonly byServer: boolean
  /** The node to begin with. */
  readonly node: number
  readonly cuts: readonly Cut[]
}

export interface Cut {
  readonly at: number
  /** So long, nobody gets through. */
  readonly for: number
  /** Whom it leads to afterwards. */
  readonly node: number
}

/** What happens to the servers, and so to everybody. */
export interface Blow {
  readonly at: number
  readonly to: 'node' | 'redis'
  readonly node: number
  readonly kind: 'restart' | 'pause'
  /** Of a pause. */
  readonly for: number
}

/** Schedules that run side by side on one broker, with the same publications. */
export interface Wave {
  readonly seed: number
  readonly schedules: readonly Schedule[]
  readonly blows: readonly Blow[]
  readonly publications: number
  /** Between two publications. */
  readonly pace: number
}

const kinds = [
  { namespace: 'feed', delta: false, byServer: false },
  { namespace: 'feed', delta: false, byServer: false },
  { namespace: 'feed', delta: false, byServer: true },
  { namespace: 'delta', delta: true, byServer: false },
  { namespace: 'short', delta: false, byServer: false },
  { namespace: 'short', delta: false, byServer: true },
] as const

/** The same seed gives the same wave. */
export function planWave(seed: number, { schedules = 30, publications = 155, pace = 25 } = {}): Wave {
  const dice = new Dice(seed)
  const length = publications * pace
  const plan = (index: number): Schedule => {
    const { namespace, ...kind } = dice.of(kinds)
    const cuts = Array.from({ length: dice.between(2, 6) }, () => ({
      at: dice.between(0, length),
      for: dice.of([0, 0, 0, dice.between(50, 800)]),
      node: dice.between(0, 2),
    }))
    return {
      channel: `${namespace}:${seed}-${index}`,
      format: dice.of(['json', 'protobuf']),
      ...kind,
      node: dice.between(0, 2),
      cuts: cuts.sort((one, other) => one.at - other.at),
    }
  }
  return {
    seed,
    publications,
    pace,
    schedules: Array.from({ length: schedules }, (_, index) => plan(index)),
    blows: [0.2, 0.65].map((part) => ({
      at: Math.floor(length * part) + dice.between(0, 400),
      to: dice.of(['node', 'node', 'redis']),
      node: dice.between(0, 2),
      kind: dice.of(['restart', 'restart', 'pause']),
      for: dice.between(300, 2600),
    })),
  }
}

/** What hits all of them counts for each. */
export const faultsOf = ({ schedules, blows }: Wave): number =>
  schedules.reduce((sum, { cuts }) => sum + cuts.length + blows.length, 0)
