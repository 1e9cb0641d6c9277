// Apps that set their state with every message, over any hook that hands each of them out.
import { createElement as h, useState } from 'react'
import { list, Panel, range, Row, table } from './parts.js'

/** @param useQuotes - `(url, opened, hear(type, payload))` */
export const appsOver = (useQuotes) => ({
  Table: ({ url, opened, size }) => {
    const [quotes, setQuotes] = useState(() => new Map())
    useQuotes(url, opened, (_, quote) => setQuotes((before) => new Map(before).set(quote.key, quote)))
    return table(range(size).map((id) => h(Row, { key: id, id, quote: quotes.get(id) })))
  },
  Chat: ({ url, opened, size }) => {
    const [lines, setLines] = useState([])
    useQuotes(url, opened, (_, quote) => setLines((before) => [...before, quote].slice(-size)))
    return list(lines)
  },
  Panels: ({ url, opened, size }) => {
    const [quotes, setQuotes] = useState({})
    useQuotes(url, opened, (type, quote) => setQuotes((before) => ({ ...before, [type]: quote })))
    return range(size).map((n) => h(Panel, { key: n, id: `t${n}`, quote: quotes[`t${n}`] }))
  },
})
