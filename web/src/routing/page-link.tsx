import type { MouseEvent, ReactNode } from 'react'
import { go, type Page, usePage } from './route'

// Clicks that mean a new tab or window are the browser's.
const isPlain = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

export function PageLink({ page, children }: { page: Page; children: ReactNode }) {
  const isCurrent = usePage() === page
  const follow = (event: MouseEvent) => {
    if (!isPlain(event)) return
    event.preventDefault()
    go(page)
  }
  return (
    <a href={`/${page}`} aria-current={isCurrent ? 'page' : undefined} onClick={follow}>
      {children}
    </a>
  )
}
