import { useStatus } from 'hawser/react'
import { client } from '../connection/client'

/** Tells that writing goes on to be useful while there is no line. */
export function LostBanner() {
  const status = useStatus()
  if (status === 'open' || (status === 'connecting' && client.stats().opens === 0)) return null
  const isOver = status === 'idle' || status === 'failed'
  return (
    <p className="banner">
      {isOver
        ? 'You are disconnected.'
        : 'The line has parted. Keep writing: it goes out as soon as the line holds again.'}
      <button type="button" className="button small" onClick={() => (isOver ? client.connect() : client.reconnect())}>
        {isOver ? 'Connect' : 'Try now'}
      </button>
    </p>
  )
}
