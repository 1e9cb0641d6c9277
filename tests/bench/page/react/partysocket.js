import { useWebSocket } from 'partysocket/react'
import { appsOver } from './by-message.js'

function useQuotes(url, onOpen, hear) {
  useWebSocket(url, undefined, {
    onOpen,
    onMessage: ({ data }) => {
      const { type, payload } = JSON.parse(data)
      hear(type, payload)
    },
  })
}

export const { Table, Chat, Panels } = appsOver(useQuotes)
