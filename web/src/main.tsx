import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app'
import { watchMachines } from './broker/machines'
import { keepTally } from './broker/tally'
import { recordEvents } from './connection/record-events'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/header.css'
import './styles/chat.css'
import './styles/live.css'
import './styles/lab.css'
import './styles/broker.css'

const root = document.getElementById('root')
recordEvents()
keepTally()
watchMachines()
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
