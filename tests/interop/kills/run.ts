import { WebSocket } from 'ws'
import type { Broker } from '../../../scripts/broker/broker.mjs'
import type { Driver, Line, Published } from '../support/driver.js'
import { Log } from '../support/log.js'
import { layWire } from '../support/proxy.js'
import { faultsIn, holesIn } from './checker.js'
import { Publisher } from './publisher.js'
import type { Blow, Schedule, Wave } from './schedule.js'

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

export interface Outcome {
  readonly schedule: Schedule
  readonly faults: readonly string[]
  /** Holes that were told. */
  readonly holes: number
  readonly delivered: number
  /** Times that the line was lost. */
  readonly lost: number
}

interface Player {
  readonly schedule: Schedule
  readonly log: Log
  readonly line: Line
  readonly wire: Awaited<ReturnType<typeof layWire>>
}

/** Runs the schedules of a wave side by side, and checks what each of them was told. */
export async function runWave(wave: Wave, broker: Broker, driver: Driver): Promise<Outcome[]> {
  const players = await Promise.all(wave.schedules.map((schedule) => enter(schedule, broker, driver)))
  const publisher = new Publisher(
    broker,
    wave.schedules.map(({ channel }) => channel),
  )
  try {
    await Promise.all([
      publishAll(publisher, wave),
      ...players.map((player) => cutAll(player, broker)),
      ...wave.blows.map((blow) => strike(blow, broker)),
    ])
    await settle(publisher, players)
    return players.map(({ schedule, log }) => {
      const told = log.of(schedule.channel)
      const published = Array.from({ length: publisher.made }, (_, index) => index + 1)
      return {
        schedule,
        faults: faultsIn(told, published),
        holes: holesIn(told),
        delivered: log.all(schedule.channel, 'publication').length,
        lost: log.all('line', 'lost').length,
      }
    })
  } finally {
    for (const { line, wire } of players) {
      line.destroy()
      wire.close()
    }
  }
}

const portOf = (broker: Broker, node: number) => broker.nodes[node]?.port ?? 0

async function enter(schedule: Schedule, broker: Broker, driver: Driver): Promise<Player> {
  const { channel, byServer, delta } = schedule
  const wire = await layWire(portOf(broker, schedule.node))
  const log = new Log(40_000)
  const line = driver.open(
    {
      url: wire.url,
      format: schedule.format,
      token: await broker.token({ sub: schedule.channel, ...(byServer && { channels: [channel] }) }),
      WebSocket,
      maxServerPingDelay: 700,
      timeout: 2000,
      delays: { first: 50, longest: 500 },
    },
    log,
  )
  if (byServer) line.watch(channel)
  else line.subscribe(channel, delta ? { delta: 'fossil' } : {})
  line.connect()
  await log.saw(channel, 'subscribed')
  return { schedule, log, line, wire }
}

async function publishAll(publisher: Publisher, { publications, pace }: Wave) {
  const start = Date.now()
  for (let n = 0; n < publications; n++) {
    await publisher.publish()
    await pause(Math.max(0, start + n * pace - Date.now()))
  }
}

async function cutAll({ schedule, wire }: Player, broker: Broker) {
  const start = Date.now()
  for (const cut of schedule.cuts) {
    await pause(start + cut.at - Date.now())
    wire.refuse(cut.for > 0)
    wire.lead(portOf(broker, cut.node))
    wire.cut()
    await pause(cut.for)
    wire.refuse(false)
  }
}

async function strike({ at, to, node, kind, ...blow }: Blow, broker: Broker) {
  await pause(at)
  const target = to === 'redis' ? broker.redis : broker.nodes[node]
  if (!target) throw new Error(`there is no node ${node}`)
  if (kind === 'restart') return target.restart()
  target.pause()
  await pause(blow.for)
  target.resume()
}

/** One more publication at a time, so that a node that missed some notices, until everybody has the newest. */
async function settle(publisher: Publisher, players: readonly Player[]) {
  const isThere = ({ schedule, log }: Player) => {
    const last = log.all(schedule.channel, 'publication').at(-1)
    return Number((last?.[1] as Published | undefined)?.offset) === publisher.made
  }
  const end = Date.now() + 30_000
  do {
    await publisher.publish()
    const next = Date.now() + 1000
    while (Date.now() < next && !players.every(isThere)) await pause(20)
  } while (!players.every(isThere) && Date.now() < end)
}
