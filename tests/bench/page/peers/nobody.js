// Nobody reads the frames: what the browser takes by itself, and no client can save.
import { frame } from '../sink.js'

export async function open({ url, format }) {
  const socket = format === 'protobuf' ? new WebSocket(url, 'centrifuge-protobuf') : new WebSocket(url)
  socket.binaryType = 'arraybuffer'
  socket.onmessage = frame
  await new Promise((resolve) => {
    socket.onopen = resolve
  })
  return { close: () => socket.close() }
}
