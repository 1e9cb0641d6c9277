import { HawserProvider } from 'hawser/react'
import { useEffect } from 'react'
import { BrokerStrip } from './broker/broker-strip'
import { ChatPage } from './chat/chat-page'
import { ChatProvider } from './chat/chat-provider'
import { broker, client } from './connection/client'
import { Header } from './header/header'
import { LabPage } from './lab/lab-page'
import { LivePage } from './live/live-page'
import { usePage } from './routing/route'

const pages = { chat: ChatPage, live: LivePage, lab: LabPage }

export function App() {
  const Page = pages[usePage()]
  useEffect(() => client.connect(), [])
  return (
    <HawserProvider client={client}>
      <ChatProvider>
        <a className="skip" href="#main">
          Skip to the content
        </a>
        <Header />
        {broker && <BrokerStrip />}
        <main id="main" tabIndex={-1}>
          <Page />
        </main>
      </ChatProvider>
    </HawserProvider>
  )
}
