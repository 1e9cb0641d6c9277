import { config } from '../connection/config'
import { order } from '../connection/order'
import { record } from '../connection/recorder'
import { createStore } from '../connection/store'

export type MachineName = 'A' | 'B' | 'redis'
export type MachineState = 'up' | 'down' | 'paused' | 'busy'
type Deed = 'kill' | 'start' | 'restart' | 'forget' | 'pause' | 'wake'

/** How the broker's processes are, as the site's server says. */
export const machines = createStore<Partial<Record<string, MachineState>>>({})

export function watchMachines() {
  if (!config.broker) return
  new EventSource('/broker/events').addEventListener('message', ({ data }) => machines.set(JSON.parse(data)))
}

/** Has the server do something to one of them. */
export async function command(machine: MachineName, deed: Deed) {
  record({ direction: 'event', type: 'broker', detail: `${deed} ${machine}` })
  try {
    await order('/broker', { machine, do: deed })
  } catch (error) {
    record({ direction: 'event', type: 'refused', detail: error })
  }
}
