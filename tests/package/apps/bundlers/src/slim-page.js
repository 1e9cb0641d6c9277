import { createClient, createLoader } from 'hawser/slim'
import engine from 'hawser/engine.wasm?url'
import { server } from './server.js'

const client = createClient(server, { engine: createLoader(() => engine) })
client.on('echoed', (word) => {
  document.title = word
})
client.connect()
client.send({ type: 'echo', payload: 'slim' })
