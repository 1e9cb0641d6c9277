import { client } from '../connection/client'
import type { LabCommand } from '../connection/protocol'
import { record } from '../connection/recorder'

/** Does what a button says; what the client refuses is a line of the log. */
export function attempt(work: () => void) {
  try {
    work()
  } catch (error) {
    record({ direction: 'event', type: 'refused', detail: error })
  }
}

export const ask = (...commands: LabCommand[]) =>
  attempt(() => {
    for (const command of commands) {
      client.send({ type: 'lab', payload: command }, { queue: false })
      record({ direction: 'out', type: 'lab', detail: command })
    }
  })
