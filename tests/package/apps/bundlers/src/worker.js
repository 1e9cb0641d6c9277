import { createClient } from 'hawser/inline'

self.onmessage = ({ data: server }) => {
  const client = createClient(server)
  client.on('echoed', (word) => self.postMessage(word))
  client.connect()
  client.send({ type: 'echo', payload: 'worker' })
}
