import { createClient } from 'hawser'
import { server } from './server.js'

const client = createClient(server)
client.on('echoed', (word) => {
  document.title = word
  client.disconnect()
})
client.connect()
client.send({ type: 'echo', payload: 'plain' })
