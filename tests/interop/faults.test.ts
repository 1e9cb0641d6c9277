import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Broker, startBroker } from '../../scripts/broker/broker.mjs'
import { dataOf, enter, recoveriesOf, upTo } from './support/cast.js'

let broker: Broker
beforeAll(async () => {
  broker = await startBroker({
    nodes: 2,
    ping: '1s',
    pong: '500ms',
    more: { client_queue_max_size: 2_000_000, websocket_write_timeout: '500ms' },
  })
})
afterAll(() => broker.stop())

/** Retries while the broker is being restarted; a key keeps it from taking the same twice. */
async function publish(channel: string, data: unknown, node = 0) {
  const key = `${channel}-${JSON.stringify(data)}`
  await expect
    .poll(() => broker.nodes[node]?.api('publish', { channel, data, idempotency_key: key }).then(() => true), {
      timeout: 10_000,
    })
    .toBe(true)
}

/** Epochs of the broker are whole seconds. */
async function nextSecond() {
  const now = () => Math.floor(Date.now() / 1000)
  const second = now()
  await expect.poll(now, { timeout: 3000 }).toBeGreaterThan(second)
}

const nodes = () => {
  const [first, second] = broker.nodes
  if (!first || !second) throw new Error('there are two nodes')
  return { first, second }
}

describe.for(['json', 'protobuf'] as const)('%s', (format) => {
  it('what is published on one node is received on the other', async () => {
    const { log, line, wire } = await enter(broker, format)
    const channel = `feed:across-${format}`
    expect(wire.size()).toBe(1)
    line.subscribe(channel)
    await log.saw(channel, 'subscribed')
    for (const n of upTo(20)) await publish(channel, n, 1)
    await log.saw(channel, 'publication', 20)

    expect(dataOf(log, channel)).toEqual(upTo(20))
  })

  it('Redis restarts: the connection stays, nothing is lost', async () => {
    const { log, line } = await enter(broker, format)
    const channel = `feed:redis-${format}`
    line.subscribe(channel)
    await log.saw(channel, 'subscribed')
    await publish(channel, 1)
    await log.saw(channel, 'publication')
    await broker.redis.restart()
    for (const n of [2, 3, 4]) await publish(channel, n, n % 2)
    // A node that missed one while Redis was away notices at the next.
    let n = 4
    await expect
      .poll(
        async () => {
          if (log.all(channel, 'publication').length < n) await publish(channel, ++n)
          return log.all(channel, 'publication').length === n
        },
        { timeout: 15_000, interval: 300 },
      )
      .toBe(true)

    expect(dataOf(log, channel)).toEqual(upTo(n))
    expect(recoveriesOf(log, channel)).not.toContain(false)
  })

  it('Redis forgets: a new epoch, and the hole is told once', async () => {
    const { log, line, wire } = await enter(broker, format)
    const channel = `feed:forgets-${format}`
    line.subscribe(channel)
    await log.saw(channel, 'subscribed')
    for (const n of [1, 2]) await publish(channel, n)
    await log.saw(channel, 'publication', 2)
    await nextSecond()
    await broker.redis.forget()
    wire.cut()
    await log.until(() => recoveriesOf(log, channel).includes(false))
    await publish(channel, 3)
    await log.saw(channel, 'publication', 3)

    expect(dataOf(log, channel)).toEqual([1, 2, 3])
    expect(recoveriesOf(log, channel).filter((recovered) => recovered === false)).toHaveLength(1)
  })

  it('Redis forgets: of a channel whose latest alone is kept, the new one is told', async () => {
    const { log, line, wire } = await enter(broker, format)
    const channel = `latest:forgets-${format}`
    line.subscribe(channel)
    await log.saw(channel, 'subscribed')
    for (const n of [1, 2, 3]) await publish(channel, n)
    await log.saw(channel, 'publication', 3)
    await nextSecond()
    wire.refuse(true)
    wire.cut()
    await broker.redis.forget()
    await publish(channel, 'after')
    wire.refuse(false)
    await log.saw(channel, 'publication', 4)
    await publish(channel, 'and on')
    await log.saw(channel, 'publication', 5)

    expect(dataOf(log, channel)).toEqual([1, 2, 3, 'after', 'and on'])
  })

  it('a node is killed: the client moves to the other and recovers with nothing lost', async () => {
    const { first, second } = nodes()
    const { log, line, wire } = await enter(broker, format)
    const channel = `feed:killed-${format}`
    line.subscribe(channel)
    await log.saw(channel, 'subscribed')
    await publish(channel, 1)
    await log.saw(channel, 'publication')
    wire.lead(second.port)
    await first.kill()
    for (const n of [2, 3, 4, 5]) await publish(channel, n, 1)
    await log.saw(channel, 'publication', 5)
    await first.start()

    expect(dataOf(log, channel)).toEqual([1, 2, 3, 4, 5])
    expect(recoveriesOf(log, channel)).toEqual([undefined, true])
    expect(log.of('line')).toEqual([['open'], ['lost'], ['open']])
  })

  it('a node is paused: no ping comes, the client notices and moves to the other', async () => {
    const { first, second } = nodes()
    const { log, line, wire } = await enter(broker, format, { maxServerPingDelay: 2000, timeout: 5000 })
    const channel = `feed:paused-${format}`
    line.subscribe(channel)
    await log.saw(channel, 'subscribed')
    await publish(channel, 1)
    await log.saw(channel, 'publication')
    wire.lead(second.port)
    first.pause()
    await publish(channel, 2, 1)
    await log.saw(channel, 'publication', 2)
    first.resume()

    expect(dataOf(log, channel)).toEqual([1, 2])
    expect(log.all('line', 'lost')).toHaveLength(1)
    expect(recoveriesOf(log, channel)).toEqual([undefined, true])
  })

  it('pings are answered: the connection stays, though nothing is said for several of them', async () => {
    const { log, line } = await enter(broker, format)
    const start = Date.now()
    await expect.poll(() => Date.now() - start, { timeout: 6000 }).toBeGreaterThan(4000)
    await line.rpc('ping')

    expect(log.of('line')).toEqual([['open']])
  })

  it('a client too slow for the server is thrown out, and recovers what it missed', async () => {
    // What was missed comes in one message.
    const { log, line, wire } = await enter(broker, format, { maxMessageBytes: 2 ** 25 })
    const channel = `feed:slow-${format}`
    line.subscribe(channel)
    await log.saw(channel, 'subscribed')
    wire.stall(true)
    const pad = 'x'.repeat(60_000)
    for (const n of upTo(200)) await publish(channel, { n, pad })
    await expect.poll(() => broker.api('channels', { pattern: channel }), { timeout: 15_000 }).toEqual({ channels: {} })
    wire.stall(false)
    await log.saw(channel, 'publication', 200)

    expect((dataOf(log, channel) as { n: number }[]).map(({ n }) => n)).toEqual(upTo(200))
    expect(log.all('line', 'lost').length).toBeGreaterThan(0)
    expect(recoveriesOf(log, channel)).not.toContain(false)
  })

  it('a recovery over our own limit is a hole, told once, and goes no further', async () => {
    const { log, line, wire } = await enter(broker, format, { timeout: 1000 })
    const [big, small] = [`feed:flood-${format}`, `feed:calm-${format}`]
    for (const channel of [big, small]) line.subscribe(channel)
    for (const channel of [big, small]) await log.saw(channel, 'subscribed')
    wire.refuse(true)
    wire.cut()
    const pad = 'x'.repeat(60_000)
    for (const n of upTo(30)) await publish(big, { n, pad })
    await publish(small, 1)
    wire.refuse(false)
    await log.until(() => recoveriesOf(log, big).includes(false))
    for (const channel of [big, small]) await publish(channel, 'now')
    await log.until(() => [big, small].every((channel) => dataOf(log, channel).includes('now')))

    expect(dataOf(log, big)).toEqual(['now'])
    expect(recoveriesOf(log, big).filter((recovered) => recovered === false)).toHaveLength(1)
    expect(dataOf(log, small)).toEqual([1, 'now'])
    expect(recoveriesOf(log, small)).not.toContain(false)
  })

  it('1,000 channels on one connection: each has its publications', async () => {
    const { log, line } = await enter(broker, format)
    const channels = upTo(1000).map((n) => `feed:many-${format}-${n}`)
    for (const channel of channels) line.subscribe(channel)
    await log.until(() => channels.every((channel) => log.all(channel, 'subscribed').length === 1))
    for (const n of [1, 2]) await broker.api('broadcast', { channels, data: n })
    await log.until(() => channels.every((channel) => log.all(channel, 'publication').length === 2))

    for (const channel of channels) expect(dataOf(log, channel)).toEqual([1, 2])
    expect(log.of('line')).toEqual([['open']])
  })

  it('1,000 channels come back after a cut, and miss nothing', async () => {
    const { log, line, wire } = await enter(broker, format)
    const channels = upTo(1000).map((n) => `feed:back-${format}-${n}`)
    for (const channel of channels) line.subscribe(channel)
    await log.until(() => channels.every((channel) => log.all(channel, 'subscribed').length === 1))
    wire.refuse(true)
    wire.cut()
    await broker.api('broadcast', { channels, data: 1 })
    wire.refuse(false)
    await log.until(() => channels.every((channel) => log.all(channel, 'publication').length === 1))

    for (const channel of channels) expect(recoveriesOf(log, channel)).toEqual([undefined, true])
    expect(log.all('line', 'lost')).toHaveLength(1)
  })

  it('a message over the server’s limit stops the client, since it would be refused again', async () => {
    const { log, line } = await enter(broker, format, { url: broker.url })
    const refused = line.publish('plain:big', 'x'.repeat(70_000)).catch((error: unknown) => error)
    await log.saw('line', 'stopped')

    expect(log.of('line')).toEqual([['open'], ['stopped', 1009, '']])
    expect(await refused).toMatchObject({ code: 'closed' })
  })

  it('a message over our own limit is refused unread, and the next one comes', async () => {
    const { log, line } = await enter(broker, format)
    const channel = `plain:huge-${format}`
    line.subscribe(channel)
    await log.saw(channel, 'subscribed')
    await publish(channel, 'x'.repeat(1_200_000))
    await log.saw('line', 'error')
    await publish(channel, 'small')
    await log.saw(channel, 'publication')

    expect(dataOf(log, channel)).toEqual(['small'])
  })
})
