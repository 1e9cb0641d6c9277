// Apps over the hooks of hawser, wherever the engine is.
import { createElement as h, useEffect } from 'react'
import { useLatest, useMessages, useWebSocket } from 'hawser/react'
import { list, Panel, range, Row, table } from './parts.js'

export function appsIn(options) {
  function useOpened(url, opened) {
    const { client, isConnected } = useWebSocket(url, options)
    useEffect(() => {
      if (isConnected) opened()
    }, [isConnected, opened])
    return client
  }

  return {
    Table: ({ url, opened, size }) => {
      const client = useOpened(url, opened)
      return table(range(size).map((id) => h(Latest, { key: id, client, id })))
    },
    Chat: ({ url, opened, size }) => list(useMessages(useOpened(url, opened), 'quote', { limit: size })),
    Panels: ({ url, opened, size }) => {
      const client = useOpened(url, opened)
      return range(size).map((n) => h(Typed, { key: n, client, type: `t${n}` }))
    },
  }
}

function Latest({ client, id }) {
  return h(Row, { id, quote: useLatest(client, 'quote', { key: 'key', select: (quotes) => quotes.get(id) }) })
}

const Typed = ({ client, type }) => h(Panel, { id: type, quote: useLatest(client, type) })
