import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { type Broker, startBroker } from '../../scripts/broker/broker.mjs'
import { centrifuge } from './support/centrifuge.js'
import { commandsIn } from './support/commands.js'
import type { Driver, Format, Line } from './support/driver.js'
import { hawser } from './support/hawser.js'
import { Log } from './support/log.js'
import { interpret } from './support/proxy.js'

let broker: Broker
let token: string
beforeAll(async () => {
  broker = await startBroker()
  token = await broker.token({ sub: 'ann' })
})
afterAll(() => broker.stop())

/** A client whose frames are kept. */
async function enter(driver: Driver, format: Format) {
  const proxy = await interpret(broker.url)
  const log = new Log()
  const options = { url: proxy.url, format, token, WebSocket, data: { x: 1 }, name: 'demo', version: '1.0' }
  const line = driver.open(options, log)
  onTestFinished(() => {
    line.destroy()
    proxy.close()
  })
  return { line, log, proxy }
}

/** Every command that a client has, one after the other. */
async function tour(line: Line, log: Log) {
  const channel = 'full:tour'
  line.subscribe(channel, { data: { hello: 1 } })
  line.connect()
  await log.saw(channel, 'join')
  await line.publish(channel, { n: 1, text: 'é"\n' })
  await line.presence(channel)
  await line.presenceStats(channel)
  await line.history(channel, { limit: -1 })
  await line.history(channel, { limit: 2, reverse: true })
  await line.history(channel)
  await line.rpc('ping', { a: [1, null] })
  const asked = line.subscribe('asked:tour', { positioned: true, recoverable: true, joinLeave: true })
  await log.saw('asked:tour', 'subscribed')
  line.subscribe('delta:tour', { delta: 'fossil' })
  await log.saw('delta:tour', 'subscribed')
  line.subscribe('feed:tour', { since: { offset: '7', epoch: 'other' } })
  await log.saw('feed:tour', 'subscribed')
  asked.unsubscribe()
  await line.rpc('ping')
  line.send({ async: 1 })
  await log.saw('line', 'stopped')
}

describe.for(['json', 'protobuf'] as const)('%s', (format) => {
  it('every command is byte for byte what the reference sends', async () => {
    const commands = []
    for (const driver of [centrifuge, hawser]) {
      await broker.api('history_remove', { channel: 'full:tour' })
      const { line, log, proxy } = await enter(driver, format)
      await tour(line, log)
      commands.push(commandsIn(proxy.frames))
    }
    const [theirs, ours] = commands

    expect(ours).toEqual(theirs)
    expect(ours?.length).toBeGreaterThan(14)
  })

  it('connect and what was subscribed before go out in one frame, and come back in one', async () => {
    const { line, log, proxy } = await enter(hawser, format)
    for (const channel of ['plain:a', 'plain:b']) line.subscribe(channel)
    line.connect()
    await log.saw('plain:b', 'subscribed')
    expect(proxy.frames.filter(({ from }) => from === 'client')).toHaveLength(1)
    expect(commandsIn(proxy.frames)).toHaveLength(3)

    const before = proxy.frames.length
    proxy.closeAll(3001, 'shutdown')
    await log.saw('plain:b', 'subscribed', 2)
    expect(proxy.frames.slice(before).filter(({ from }) => from === 'client')).toHaveLength(1)
  })

  it('calls of one turn go out in one frame', async () => {
    const { line, log, proxy } = await enter(hawser, format)
    line.connect()
    await log.saw('line', 'open')
    const before = proxy.frames.length
    await Promise.all([line.publish('plain:a', 1), line.rpc('ping'), line.publish('plain:a', 2)])
    const sent = proxy.frames.slice(before).filter(({ from }) => from === 'client')
    expect(sent).toHaveLength(1)
    expect(commandsIn(sent)).toHaveLength(3)
  })

  it('several holders of a channel are one subscription, which goes with the last of them', async () => {
    const { line, log, proxy } = await enter(hawser, format)
    line.connect()
    await log.saw('line', 'open')
    const before = proxy.frames.length
    const commands = () => commandsIn(proxy.frames.slice(before)).length
    const holders = [line.subscribe('feed:shared'), line.subscribe('feed:shared')]
    await log.saw('feed:shared', 'subscribed')
    await broker.api('publish', { channel: 'feed:shared', data: 1 })
    await log.saw('feed:shared', 'publication', 2)
    expect(commands()).toBe(1)

    holders[0]?.unsubscribe()
    await broker.api('publish', { channel: 'feed:shared', data: 2 })
    await log.saw('feed:shared', 'publication', 3)
    expect(commands()).toBe(1)

    holders[1]?.unsubscribe()
    await line.rpc('ping')
    expect(commands()).toBe(3)
  })
})
