import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { scenarios } from './scenarios/all.js'
import { hawser } from './support/hawser.js'
import { perform, Stage } from './support/stage.js'
import { startWorld } from './support/world.js'

let world: Awaited<ReturnType<typeof startWorld>>
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

let played = 0

describe.for(['json', 'protobuf'] as const)('in Node, %s', (format) => {
  const chosen = scenarios.filter(({ formats, pageOnly }) => formats.includes(format) && !pageOnly)
  for (const scenario of chosen)
    it.concurrent(scenario.title, async ({ expect: check }) => {
      const stage = new Stage(hawser, format, scenario.server, `n${played++}`, world, { socket: WebSocket })
      check(await perform(scenario, stage)).toEqual(scenario.expected)
    })
})

it('every scenario has a title of its own', () => {
  const titles = scenarios.map(({ title }) => title)
  expect(titles).toEqual([...new Set(titles)])
})
