import { createClient } from 'hawser'
import { useEvent, useWebSocket } from 'hawser/react'
import { createElement, StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { server } from './server.js'

// Both entries in one app: they have one engine and one context between them.
const plain = createClient(server)
const first = new Promise((resolve) => plain.once('echoed', resolve))
plain.connect()
plain.send({ type: 'echo', payload: 'plain' })

// The engines of these are in workers, without a word to the bundler.
const others = [true, 'shared'].map((worker) => {
  const apart = createClient(server, { worker })
  const where = new Promise((resolve) => apart.once('echoed', () => resolve(apart.stats().worker)))
  apart.connect()
  apart.send({ type: 'echo' })
  return where
})

function Line() {
  const { client, isConnected, sendMessage } = useWebSocket(server)
  const [words, setWords] = useState([])
  useEvent(client, 'echoed', async (word) => {
    document.title = `${[await first, ...(await Promise.all(others))].join(', ')} and ${word}`
    setWords((words) => [...words, word])
  })
  return createElement(
    'button',
    { disabled: !isConnected, onClick: () => sendMessage({ type: 'echo', payload: 'react' }) },
    words.join(' ') || 'Echo',
  )
}

createRoot(document.getElementById('root')).render(createElement(StrictMode, null, createElement(Line)))
