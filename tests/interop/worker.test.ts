import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scenarios } from './scenarios/all.js'
import { openPlayers } from './support/page.js'
import { startWorld } from './support/world.js'

let players: Awaited<ReturnType<typeof openPlayers>>
beforeAll(async () => {
  players = await openPlayers((origin) => startWorld([origin]))
})
afterAll(() => players.close())

let played = 0

describe.for(['json', 'protobuf'] as const)('with the engine in a worker, %s', (format) => {
  for (const { title, expected } of scenarios.filter(({ formats }) => formats.includes(format)))
    it.concurrent(title, async ({ expect: check }) => {
      const told = await players.play({ title, driver: 'hawserInWorker', format, unique: `w${played++}` })
      check(told).toEqual({ told: expected })
    })
})

it('nothing was uncaught in the page but the application’s own bug, in both formats', () => {
  expect(players.complaints).toEqual(Array(2).fill('a bug of the application'))
})
