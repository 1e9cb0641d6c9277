import type { Hint } from './border.js'
import type { Off } from './types.js'

type Watcher = (hint: Hint) => void
type Scope = Partial<Pick<typeof globalThis, 'addEventListener' | 'removeEventListener' | 'document' | 'navigator'>>

// A page, a worker or a server: nothing is taken for granted, and nothing is touched on import.
const scope: Scope = globalThis
const watchers = new Set<Watcher>()
const tell = (hint: Hint) => watchers.forEach((watcher) => watcher(hint))

const onWindow: Record<string, (event: Event) => void> = {
  online: () => tell('online'),
  offline: () => tell('offline'),
  // Only those of the back/forward cache: a page that is closed for good takes its sockets along.
  pageshow: (event) => (event as PageTransitionEvent).persisted && tell('page_shown'),
  pagehide: (event) => (event as PageTransitionEvent).persisted && tell('page_hidden'),
}

const onDocument: Record<string, () => void> = {
  visibilitychange: () => tell(scope.document?.hidden ? 'hidden' : 'visible'),
  freeze: () => tell('frozen'),
  resume: () => tell('resumed'),
}

function change(verb: 'addEventListener' | 'removeEventListener'): void {
  for (const name in onWindow) scope[verb]?.(name, onWindow[name] as EventListener)
  for (const name in onDocument) scope.document?.[verb](name, onDocument[name] as EventListener)
}

/** Tells what becomes of the page, and at once what isn't as usual. One set of listeners serves all clients. */
export function watchPage(watcher: Watcher): Off {
  if (watchers.size === 0) change('addEventListener')
  watchers.add(watcher)
  if (scope.document?.hidden) watcher('hidden')
  if (scope.navigator?.onLine === false) watcher('offline')
  return () => {
    if (watchers.delete(watcher) && watchers.size === 0) change('removeEventListener')
  }
}
