// A WebSocket in an effect, and a state that is set with every message.
import { useEffect, useRef } from 'react'
import { appsOver } from './by-message.js'

function useQuotes(url, opened, hear) {
  const newest = useRef(hear)
  useEffect(() => {
    newest.current = hear
  })
  useEffect(() => {
    const socket = new WebSocket(url)
    socket.onopen = opened
    socket.onmessage = ({ data }) => {
      const { type, payload } = JSON.parse(data)
      newest.current(type, payload)
    }
    return () => socket.close()
  }, [url, opened])
}

export const { Table, Chat, Panels } = appsOver(useQuotes)
