import { createClient } from 'hawser'
import worker from 'url:hawser/worker'
import { server } from './server.js'

const client = createClient(server, { worker: { url: worker, shared: true } })
client.on('echoed', (word) => {
  document.title = `${word} ${client.stats().worker}`
})
client.connect()
client.send({ type: 'echo', payload: 'served' })
