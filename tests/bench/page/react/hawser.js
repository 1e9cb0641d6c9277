import { createElement as h, useEffect } from 'react'
import { useLatest, useMessages, useWebSocket } from 'hawser/react'
import { list, Panel, range, Row, table } from './parts.js'

function useOpened(url, opened) {
  const { client, isConnected } = useWebSocket(url)
  useEffect(() => {
    if (isConnected) opened()
  }, [isConnected, opened])
  return client
}

function Latest({ client, id }) {
  return h(Row, { id, quote: useLatest(client, 'quote', { key: 'key', select: (quotes) => quotes.get(id) }) })
}

export function Table({ url, opened, size }) {
  const client = useOpened(url, opened)
  return table(range(size).map((id) => h(Latest, { key: id, client, id })))
}

export function Chat({ url, opened, size }) {
  return list(useMessages(useOpened(url, opened), 'quote', { limit: size }))
}

const Typed = ({ client, type }) => h(Panel, { id: type, quote: useLatest(client, type) })

export function Panels({ url, opened, size }) {
  const client = useOpened(url, opened)
  return range(size).map((n) => h(Typed, { key: n, client, type: `t${n}` }))
}
