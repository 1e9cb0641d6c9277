import type { Hint } from '../border.js'
import type { Line } from './line.js'
import type { Member } from './member.js'

const back: ReadonlySet<Hint> = new Set(['page_shown', 'visible'])
const away: ReadonlySet<Hint> = new Set(['frozen', 'page_hidden', 'hidden'])

/** A worker of one page lives and sleeps as that page does. A shared one is hidden only when all of its pages are. */
export function page(line: Line, member: Member, hint: Hint): void {
  if (!line.isShared) return line.port.page(hint)
  if (hint === 'resumed') return // it is still hidden: what makes it visible is told, too
  if (back.has(hint) || away.has(hint)) {
    member.hidden = away.has(hint)
    watch(line)
  } else if (line.online !== (hint === 'online')) {
    line.online = hint === 'online'
    line.port.page(hint)
  }
}

/** Somebody has come or gone, or is seen again. */
export function watch(line: Line): void {
  const { aboard } = line
  const hidden = aboard.length > 0 && aboard.every((member) => member.hidden)
  if (hidden !== line.hidden) line.port.page(hidden ? 'hidden' : 'visible')
  line.hidden = hidden
}
