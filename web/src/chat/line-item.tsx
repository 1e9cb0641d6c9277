import { memo } from 'react'
import { broker } from '../connection/client'
import { myId } from '../connection/me'
import { timeOfDay } from '../shared/format'
import { Avatar } from './avatar'
import type { SaidEntry } from './entry'
import { LineProgress } from './line-progress'

/** One line; `follows` when its author also said the one before. */
export const LineItem = memo(function LineItem({ line, follows }: { line: SaidEntry; follows: boolean }) {
  const classes = ['said', follows && 'follows', line.user === myId && 'mine', line.progress !== 'said' && 'open']
  return (
    <li className={classes.filter(Boolean).join(' ')}>
      {!follows && <Avatar user={line.user} name={line.name} />}
      <p className={follows ? 'visually-hidden' : 'said-head'}>
        <strong>{line.name}</strong> <time dateTime={new Date(line.at).toISOString()}>{timeOfDay(line.at)}</time>
      </p>
      <p className="said-text">
        {line.text}
        {broker && line.user === myId && line.progress === 'said' && <Confirmed />}
      </p>
      <LineProgress line={line} />
    </li>
  )
})

function Confirmed() {
  return (
    <span className="confirmed" title="The broker has confirmed it" role="img" aria-label="Confirmed">
      ✓
    </span>
  )
}
