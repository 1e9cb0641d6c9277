import type { Line } from '../connection/protocol'
import { client } from '../connection/client'
import type { ChatAction } from './chat-state'

type Tell = (action: ChatAction) => void

/** Sends a line, or has it kept until the line holds; tells how far it comes. */
export async function post(channel: string, { id, text }: Pick<Line, 'id' | 'text'>, tell: Tell) {
  try {
    await client.send({ type: 'chat', channel, payload: { id, text } }).done
    tell({ do: 'progress', channel, id, change: { progress: 'sent', link: client.stats().opens } })
  } catch {
    tell({ do: 'progress', channel, id, change: { progress: 'dropped' } })
  }
}
