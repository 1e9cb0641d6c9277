import { type UIEvent, useState } from 'react'

// Rows beyond the edges that are rendered too, so that scrolling finds them there.
const more = 6

/** Which rows of a long list are in view. Rows are equally high, in pixels; so is the box, until it is first scrolled. */
export function useWindow(count: number, rowHeight: number, boxHeight: number) {
  const [{ top, height }, setView] = useState({ top: 0, height: boxHeight })
  const first = Math.max(0, Math.floor(top / rowHeight) - more)
  const last = Math.min(count, Math.ceil((top + height) / rowHeight) + more)
  const onScroll = ({ currentTarget: { scrollTop, clientHeight } }: UIEvent) => {
    // In steps of rows: a scroll within one renders nothing.
    setView((view) => {
      const next = Math.floor(scrollTop / rowHeight) * rowHeight
      return view.top === next && view.height === clientHeight ? view : { top: next, height: clientHeight }
    })
  }
  return { first, last, before: first * rowHeight, after: (count - last) * rowHeight, onScroll }
}
