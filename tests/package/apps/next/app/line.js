'use client'

import { useEvent, useWebSocket } from 'hawser/react'

const options = { worker: { url: new URL('hawser/worker', import.meta.url) } }

export function Line({ server }) {
  const { client, isConnected, status, sendMessage } = useWebSocket(server, options)
  useEvent(client, 'echoed', (word) => {
    document.title = `${word} ${client.stats().worker}`
  })
  return (
    <>
      <output>{status}</output>
      <button type="button" disabled={!isConnected} onClick={() => sendMessage({ type: 'echo', payload: 'next' })}>
        Echo
      </button>
    </>
  )
}
