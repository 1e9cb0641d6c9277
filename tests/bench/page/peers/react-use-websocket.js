// At its best: every message to `onMessage`, and no render.
import { createElement, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import library from 'react-use-websocket'
import { overSocket } from './plain.js'

const useWebSocket = library.default ?? library

export async function open(options) {
  const socket = { close: () => root.unmount() }
  function Line() {
    const { sendMessage } = useWebSocket(options.url, {
      onMessage: (event) => socket.onmessage(event),
      onOpen: () => socket.onopen(),
      filter: () => false,
    })
    useEffect(() => {
      socket.send = sendMessage
    }, [sendMessage])
    return null
  }
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  const line = overSocket(socket, options)
  root.render(createElement(Line))
  return line
}
