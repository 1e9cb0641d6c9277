// Sends what is made, past all encoders: the socket gets slices of one buffer.
const pace = 4

/** As fast as the slowest of the sockets takes it. Resolves when the last byte has left this process. */
export async function blast(sockets, { data, writes }) {
  let begin = 0
  for (const end of writes) {
    const chunk = data.subarray(begin, end)
    await Promise.all(sockets.map((socket) => written(socket, chunk)))
    begin = end
  }
}

/** At that many messages a second. */
export async function paced(sockets, { data, ends, batch }, rate) {
  const started = performance.now()
  for (let frame = 0; frame < ends.length; ) {
    await new Promise((resolve) => setTimeout(resolve, pace))
    const due = Math.min(Math.floor(((performance.now() - started) * rate) / 1000 / batch), ends.length)
    if (due <= frame) continue
    const chunk = data.subarray(frame ? ends[frame - 1] : 0, ends[due - 1])
    await Promise.all(sockets.map((socket) => written(socket, chunk)))
    frame = due
  }
}

function written(socket, chunk) {
  if (socket.write(chunk)) return undefined
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done)
      socket.off('close', done)
      resolve()
    }
    socket.on('drain', done)
    socket.on('close', done)
  })
}
