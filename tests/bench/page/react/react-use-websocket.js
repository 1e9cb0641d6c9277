// As its documentation shows it: `lastJsonMessage` and an effect; twenty components share a socket, each with its filter.
import { createElement as h, useEffect, useState } from 'react'
import library from 'react-use-websocket'
import { list, Panel, range, Row, table } from './parts.js'

const useWebSocket = library.default ?? library

function useLast(url, onOpen, take) {
  const { lastJsonMessage: last } = useWebSocket(url, { onOpen })
  useEffect(() => {
    if (last) take(last.payload)
  }, [last])
}

export function Table({ url, opened, size }) {
  const [quotes, setQuotes] = useState(() => new Map())
  useLast(url, opened, (quote) => setQuotes((before) => new Map(before).set(quote.key, quote)))
  return table(range(size).map((id) => h(Row, { key: id, id, quote: quotes.get(id) })))
}

export function Chat({ url, opened, size }) {
  const [lines, setLines] = useState([])
  useLast(url, opened, (quote) => setLines((before) => [...before, quote].slice(-size)))
  return list(lines)
}

function Shared({ url, opened, type }) {
  const filter = ({ data }) => JSON.parse(data).type === type
  const { lastJsonMessage } = useWebSocket(url, { share: true, filter, onOpen: opened })
  return h(Panel, { id: type, quote: lastJsonMessage?.payload })
}

export const Panels = ({ url, opened, size }) =>
  range(size).map((n) => h(Shared, { key: n, url, opened, type: `t${n}` }))
