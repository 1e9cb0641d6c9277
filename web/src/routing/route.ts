import { useSyncExternalStore } from 'react'

const pages = ['chat', 'live', 'lab'] as const
export type Page = (typeof pages)[number]

function pageOf(path: string): Page {
  return pages.find((page) => path === `/${page}`) ?? 'chat'
}

function subscribe(changed: () => void) {
  addEventListener('popstate', changed)
  return () => removeEventListener('popstate', changed)
}

export const usePage = () => useSyncExternalStore(subscribe, () => pageOf(location.pathname))

export function go(page: Page) {
  history.pushState(null, '', `/${page}`)
  dispatchEvent(new PopStateEvent('popstate'))
}
