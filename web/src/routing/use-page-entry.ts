import { useEffect, useRef } from 'react'

/** Titles the document and, after a change of page, takes the focus to its heading, as a page load would. */
export function usePageEntry<T extends HTMLElement>(title: string) {
  const heading = useRef<T>(null)
  useEffect(() => {
    const isFirst = document.title === 'Hawser'
    document.title = `${title} · Hawser`
    if (!isFirst) heading.current?.focus({ preventScroll: true })
  }, [title])
  return heading
}
