import { client } from './client'
import { record } from './recorder'

const event = (type: string) => (detail: unknown) => record({ direction: 'event', type, detail })

/** Writes the events of the line's life into the log, from the start: they are few. */
export function recordEvents() {
  client.on('status', event('status'))
  client.on('open', event('open'))
  client.on('close', event('close'))
  client.on('reconnecting', event('reconnecting'))
  client.on('reconnect-failed', event('reconnect-failed'))
  client.on('error', event('error'))
}
