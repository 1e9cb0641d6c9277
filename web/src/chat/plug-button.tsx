import { useStatus } from 'hawser/react'
import { client } from '../connection/client'

/** Has the server cut this page's socket, as a crash or a cable would. */
export function PlugButton() {
  const status = useStatus()
  return (
    <button
      type="button"
      className="button danger"
      disabled={status !== 'open'}
      onClick={() => client.emit('lab', { do: 'drop' })}
    >
      <svg
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d="M6 1.500v3M10 1.500v3M3.500 4.500h9V7a4.500 4.500 0 0 1-9 0zM8 11.500V15" />
      </svg>
      Pull the plug
    </button>
  )
}
