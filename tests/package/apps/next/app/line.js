'use client'

import { useEvent, useWebSocket } from 'hawser/react'

export function Line({ server }) {
  const { client, isConnected, status, sendMessage } = useWebSocket(server)
  useEvent(client, 'echoed', (word) => {
    document.title = word
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
