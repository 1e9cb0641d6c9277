import { io } from 'socket.io-client'

export async function open({ url, heard, hear }) {
  const socket = io(url, { transports: ['websocket'], forceNew: true })
  socket.on(heard ?? 'quote', hear)
  await new Promise((resolve) => {
    socket.on('connect', resolve)
  })
  return {
    send: (payload) => socket.emit('note', payload),
    ask: (payload) => socket.emitWithAck('ask', payload),
    close: () => socket.close(),
  }
}
