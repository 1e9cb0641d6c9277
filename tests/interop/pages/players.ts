import { scenarios } from '../scenarios/all.js'
import { centrifuge } from '../support/centrifuge.js'
import type { Format } from '../support/driver.js'
import { hawser, hawserInWorker } from '../support/hawser.js'
import { perform, Stage } from '../support/stage.js'
import type { Backstage } from '../support/world.js'

const drivers = { hawser, hawserInWorker, centrifuge }

// What a page can't do by itself is done where the test runs.
declare global {
  const backstage: (name: keyof Backstage, args: unknown[]) => Promise<never>
}
const outside: Backstage = {
  address: (...args) => backstage('address', args),
  token: (...args) => backstage('token', args),
  act: (...args) => backstage('act', args),
  interpret: (...args) => backstage('interpret', args),
}

export interface Part {
  readonly title: string
  readonly driver: keyof typeof drivers
  readonly format: Format
  readonly unique: string
  /** Milliseconds until a wait is a failure. */
  readonly patience?: number
}

/** Plays a scenario with one of the clients, and gives what was told and how it failed: as JSON, which keeps every name. */
async function play({ title, driver, format, unique, ...more }: Part): Promise<string> {
  const scenario = scenarios.find((one) => one.title === title)
  if (!scenario) throw new Error(`no scenario is called ${title}`)
  const stage = new Stage(drivers[driver], format, scenario.server, unique, outside, more)
  try {
    return JSON.stringify({ told: await perform(scenario, stage) })
  } catch (error) {
    return JSON.stringify({ told: stage.told(), failed: String(error) })
  }
}

Object.assign(window, { play })
export type Play = typeof play
