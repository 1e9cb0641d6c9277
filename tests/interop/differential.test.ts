import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scenarios } from './scenarios/all.js'
import { asOurs, differences, isBeyond } from './support/differences.js'
import { openPlayers } from './support/page.js'
import { startWorld } from './support/world.js'

let players: Awaited<ReturnType<typeof openPlayers>>
beforeAll(async () => {
  players = await openPlayers((origin) => startWorld([origin]))
})
afterAll(() => players.close())

let played = 0

describe.for(['json', 'protobuf'] as const)('in Chromium, %s', (format) => {
  for (const { title, expected } of scenarios.filter(({ formats }) => formats.includes(format)))
    it.concurrent(`as the reference: ${title}`, async ({ expect: check }) => {
      const beyond = isBeyond(title, format)
      const play = (driver: 'hawser' | 'centrifuge', more = {}) =>
        players.play({ title, driver, format, unique: `${driver[0]}${played++}`, ...more })
      const ours = await play('hawser')
      check(ours).toEqual({ told: expected })

      const theirs = await play('centrifuge', beyond ? { patience: 3000 } : {})
      if (beyond) check(theirs.failed).toBeDefined()
      else check(ours.told).toEqual(asOurs(title, format, theirs.told))
    })
})

it('every difference is of a scenario that there is, and has a reason', () => {
  const titles = scenarios.map(({ title }) => title)
  for (const { titles: named = [], reason } of differences) {
    expect(titles).toEqual(expect.arrayContaining([...named]))
    expect(reason).toMatch(/\w+ .*\.$/)
  }
})

it('nothing was uncaught in the page but the application’s own bug, by both clients in both formats', () => {
  expect(players.complaints).toEqual(Array(4).fill('a bug of the application'))
})
