import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

// Pixels from the end that still count as the end.
const near = 48

/** Keeps a growing list at its end, unless the reader has scrolled up: then it counts what came meanwhile. */
export function useTail<T extends HTMLElement>(list: string, items: readonly { id: string }[]) {
  const newest = items.at(-1)?.id
  const box = useRef<T>(null)
  const lastTop = useRef(0)
  const [isAtEnd, setAtEnd] = useState(true)
  const [seen, setSeen] = useState({ list, newest })

  if (seen.list !== list) {
    setSeen({ list, newest })
    setAtEnd(true)
  } else if (isAtEnd && seen.newest !== newest) {
    setSeen({ list, newest })
  }

  const scroll = useCallback(() => box.current?.scrollTo({ top: box.current.scrollHeight }), [])
  const toEnd = useCallback(() => setAtEnd(true), [])

  useLayoutEffect(() => {
    if (isAtEnd) scroll()
  }, [isAtEnd, scroll, list, newest])

  useEffect(() => {
    if (!isAtEnd || !box.current) return
    const sizes = new ResizeObserver(scroll)
    sizes.observe(box.current)
    return () => sizes.disconnect()
  }, [isAtEnd, scroll])

  // A box that shrank is away from its end too; only who moves up has left it.
  const onScroll = () => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = box.current ?? {}
    const isNear = scrollHeight - scrollTop - clientHeight < near
    const isMovingUp = scrollTop < lastTop.current
    lastTop.current = scrollTop
    if (isNear || isMovingUp) setAtEnd(isNear)
  }
  return {
    box,
    onScroll,
    toEnd,
    missed: isAtEnd ? 0 : items.length - 1 - items.findIndex(({ id }) => id === seen.newest),
  }
}
