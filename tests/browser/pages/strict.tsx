import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { useWebSocket } from 'hawser/react'

const asked = new URLSearchParams(location.search)
const url = asked.get('server')
const options = { worker: asked.get('worker') === 'shared' ? ('shared' as const) : asked.has('worker') }

function Line() {
  const { status, sendMessage, lastMessage, client } = useWebSocket(url, options)
  return (
    <>
      <output>{status}</output>
      <button type="button" onClick={() => sendMessage({ type: 'echo', payload: 'hi' })}>
        Echo
      </button>
      <em>{client?.stats().worker}</em>
      <pre>{JSON.stringify(lastMessage ?? null)}</pre>
    </>
  )
}

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <Line />
      <Line />
    </StrictMode>,
  )
Object.assign(window, { hawser: true })
