// A WebSocket in an effect, and what a careful author writes: messages are kept and shown once a frame.
import { createElement as h, useEffect, useState } from 'react'
import { list, Panel, range, Row, table } from './parts.js'

/** @param add - puts a message into what is kept. @param copy - of it, for React */
function useKept(url, opened, make, add, copy) {
  const [shown, show] = useState(make)
  useEffect(() => {
    const kept = make()
    let frame = 0
    const render = () => {
      frame = 0
      show(copy(kept))
    }
    const socket = new WebSocket(url)
    socket.onopen = opened
    socket.onmessage = ({ data }) => {
      add(kept, JSON.parse(data))
      frame ||= requestAnimationFrame(render)
    }
    return () => {
      cancelAnimationFrame(frame)
      socket.close()
    }
  }, [url, opened, make, add, copy])
  return shown
}

const newMap = () => new Map()
const newList = () => []
const byKey = (map, { payload }) => map.set(payload.key, payload)
const byType = (map, { type, payload }) => map.set(type, payload)
const push = (lines, { payload }) => lines.push(payload)
const copyMap = (map) => new Map(map)
const copyList = (lines) => lines.slice(-1000)

export function Table({ url, opened, size }) {
  const quotes = useKept(url, opened, newMap, byKey, copyMap)
  return table(range(size).map((id) => h(Row, { key: id, id, quote: quotes.get(id) })))
}

export function Chat({ url, opened }) {
  return list(useKept(url, opened, newList, push, copyList))
}

export function Panels({ url, opened, size }) {
  const quotes = useKept(url, opened, newMap, byType, copyMap)
  return range(size).map((n) => h(Panel, { key: n, id: `t${n}`, quote: quotes.get(`t${n}`) }))
}
