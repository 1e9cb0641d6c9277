// The same for every peer that is a WebSocket with more to it: one JSON text a message, or lines of them.
export function readerOf({ format, heard, hear }) {
  if (format === 'json') return lines(heard, hear)
  const listeners = new Map([[heard ?? 'quote', hear]])
  return (text) => {
    const { type, payload } = JSON.parse(text)
    listeners.get(type)?.(payload)
  }
}

function lines(heard, hear) {
  const deliver = heard ? ({ type, payload }) => type === heard && hear(payload) : hear
  return (text) => {
    for (const line of text.split('\n')) {
      const { push } = JSON.parse(line)
      if (push?.pub) deliver(push.pub.data)
    }
  }
}

/** A line over anything that has the methods of a WebSocket. */
export async function overSocket(socket, options) {
  const read = readerOf(options)
  const asked = new Map()
  let asks = 0
  let take = read
  socket.onmessage = ({ data }) => take(data)
  await new Promise((resolve) => {
    socket.onopen = resolve
  })
  return {
    send: (payload) => socket.send(JSON.stringify({ type: 'note', payload })),
    ask: (payload) => {
      take = (text) => {
        const { id, payload: answer } = JSON.parse(text)
        asked.get(id)?.(answer)
        asked.delete(id)
      }
      return new Promise((resolve) => {
        asked.set(++asks, resolve)
        socket.send(JSON.stringify({ type: 'ask', id: asks, payload }))
      })
    },
    close: () => socket.close(),
  }
}
