import { createClient } from 'hawser'
import { server } from './server.js'

const client = createClient(server, { worker: { url: new URL('hawser/worker', import.meta.url), shared: true } })
client.on('echoed', (word) => {
  document.title = `${word} ${client.stats().worker}`
})
client.connect()
client.send({ type: 'echo', payload: 'served' })
