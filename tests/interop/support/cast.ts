import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { Broker } from '../../../scripts/broker/broker.mjs'
import type { Format, Line, LineOptions } from './driver.js'
import { hawser } from './hawser.js'
import { Log } from './log.js'
import { layWire } from './proxy.js'

let cast = 0

/** A user in Node, over a wire of their own to a node of the broker; gone after the test. */
export async function enter(broker: Broker, format: Format, options: Partial<LineOptions> = {}) {
  const wire = await layWire(broker.nodes[0]?.port ?? 0)
  const user = `user-${cast++}`
  const log = new Log(30_000)
  const line: Line = hawser.open(
    {
      url: wire.url,
      format,
      token: await broker.token({ sub: user }),
      WebSocket,
      delays: { first: 50, longest: 500 },
      ...options,
    },
    log,
  )
  onTestFinished(() => {
    line.destroy()
    wire.close()
  })
  line.connect()
  await log.saw('line', 'open')
  return { line, log, wire, user }
}

/** The data of the publications that a channel had, in order. */
export const dataOf = (log: Log, channel: string): unknown[] =>
  log.all(channel, 'publication').map(([, publication]) => (publication as { data: unknown }).data)

/** Whether each time that a channel was subscribed nothing was missing, `undefined` where nothing was to be recovered. */
export const recoveriesOf = (log: Log, channel: string): (boolean | undefined)[] =>
  log.all(channel, 'subscribed').map(([, context]) => {
    const { wasRecovering, recovered } = context as { wasRecovering: boolean; recovered: boolean }
    return wasRecovering ? recovered : undefined
  })

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)
