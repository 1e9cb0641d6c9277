import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type Broker, startBroker } from '../../scripts/broker/broker.mjs'
import { openPlayers } from './support/page.js'
import { startWorld } from './support/world.js'

describe('a page of an origin that the broker doesn’t allow', () => {
  let players: Awaited<ReturnType<typeof openPlayers>>
  beforeAll(async () => {
    players = await openPlayers(() => startWorld(['https://elsewhere.example']))
  })
  afterAll(() => players.close())

  it.for(['hawser', 'centrifuge'] as const)('never connects, and keeps trying: %s', async (driver) => {
    const title = 'connects, and hangs up when told to'
    const { told, failed } = await players.play({ title, driver, format: 'json', unique: driver, patience: 3000 })
    expect(failed).toMatch(/open/)
    expect((told.line ?? []).filter(([what]) => what !== 'error')).toEqual([])
  })
})

describe('a server of another origin', () => {
  let broker: Broker
  beforeAll(async () => {
    broker = await startBroker({ origins: ['https://app.example'] })
  })
  afterAll(() => broker.stop())

  it.for([
    ['https://app.example', 101],
    ['https://elsewhere.example', 403],
  ] as const)('%s is answered with %d', async ([origin, status]) => {
    const socket = new WebSocket(broker.url, { origin })
    const answered = await Promise.race([
      once(socket, 'open').then(() => 101),
      once(socket, 'unexpected-response').then(([, response]) => (response as { statusCode: number }).statusCode),
    ])
    socket.terminate()
    expect(answered).toBe(status)
  })
})
