import { useStatus } from 'hawser/react'
import { type ReactNode, useId } from 'react'

interface TroubleProps {
  label: string
  /** What will be seen. */
  children: ReactNode
  /** An input that belongs to it. */
  input?: ReactNode
  /** Works only through the line. */
  needsLine?: boolean
  /** Makes no sense now. */
  isIdle?: boolean
  onClick: () => void
}

/** A button, its input, and what will come of it. */
export function Trouble({ label, children, input, needsLine = false, isIdle = false, onClick }: TroubleProps) {
  const status = useStatus()
  const id = useId()
  return (
    <li className="trouble">
      <div className="trouble-do">
        <button
          type="button"
          className="button"
          disabled={isIdle || (needsLine && status !== 'open')}
          aria-describedby={id}
          onClick={onClick}
        >
          {label}
        </button>
        {input}
      </div>
      <p id={id}>{children}</p>
    </li>
  )
}
