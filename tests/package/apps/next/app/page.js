import { createClient } from 'hawser'
import { HawserProvider } from 'hawser/react'
import { WebSocket } from 'ws'
import { Line } from './line.js'

export const dynamic = 'force-dynamic'

// A server component: it speaks to the server itself, and hands a client component to a provider from the package.
async function greet(server) {
  const client = createClient(server, { WebSocket })
  await client.ready()
  const word = await new Promise((resolve) => {
    client.once('echoed', resolve)
    client.send({ type: 'echo', payload: 'server' })
  })
  client.destroy()
  return word
}

export default async function Page({ searchParams }) {
  const { server } = await searchParams
  return (
    <HawserProvider url={server}>
      <p id="server">{await greet(server)}</p>
      <Line server={server} />
    </HawserProvider>
  )
}
