import { createClient, createLoader } from 'hawser/slim'
import engine from 'hawser/engine.wasm?url'
import worker from 'hawser/worker?url'
import { server } from './server.js'

const client = createClient(server, { engine: createLoader(() => engine), worker: { url: worker, shared: true } })
client.on('echoed', (word) => {
  document.title = `${word} ${client.stats().worker}`
})
client.connect()
client.send({ type: 'echo', payload: 'slim' })
