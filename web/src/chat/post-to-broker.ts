import { type CentrifugoChannel, type CentrifugoClient, ConnectionError } from 'hawser'
import type { Incoming, Line, Outgoing } from '../connection/protocol'
import type { ChatAction } from './chat-state'
import type { Progress } from './entry'

type Tell = (progress: Progress) => void

// Milliseconds between two attempts, and until it is given up.
const pause = 1000
const patience = 60_000

/**
 * Publishes a line until the broker confirms it. What broke on the way may have arrived all the same: it is looked for in what
 * was recovered before it is published once more.
 */
export async function postToBroker(
  broker: CentrifugoClient<Incoming, Outgoing>,
  channel: string,
  line: Line,
  dispatch: (action: ChatAction) => void,
) {
  const tell: Tell = (progress) => dispatch({ do: 'progress', channel, id: line.id, change: { progress } })
  const room = broker.channel<Line>(channel)
  try {
    await publish(room, line, tell)
    dispatch({ do: 'line', channel, line })
  } catch {
    tell('dropped')
  } finally {
    room.close()
  }
}

async function publish(room: CentrifugoChannel<Line>, line: Line, tell: Tell) {
  const signal = AbortSignal.timeout(patience)
  let isHeard = false
  room.on('chat', (said) => {
    isHeard ||= (said as Line).id === line.id
  })
  while (!isHeard && !(await isConfirmed(room, line, tell))) {
    tell('kept')
    await new Promise((resolve) => setTimeout(resolve, pause))
    await room.ready({ signal })
    signal.throwIfAborted()
  }
}

/** @throws ConnectionError where there is no use in trying again */
async function isConfirmed(room: CentrifugoChannel<Line>, line: Line, tell: Tell) {
  try {
    const { fate, done } = room.publish(line, 'chat')
    if (fate === 'sent') tell('sent')
    await done
    return true
  } catch (error) {
    if (error instanceof ConnectionError && error.temporary) return false
    throw error
  }
}
