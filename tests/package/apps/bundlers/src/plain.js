import { createClient } from 'hawser'
import { server } from './server.js'

const clients = [false, true, 'shared'].map((worker) => createClient(server, { worker }))
const words = clients.map(async (client) => {
  const echoed = new Promise((resolve) => client.once('echoed', resolve))
  client.connect()
  client.send({ type: 'echo', payload: 'plain' })
  return `${await echoed} ${client.stats().worker}`
})
document.title = (await Promise.all(words)).join(', ')
