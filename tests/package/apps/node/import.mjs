import assert from 'node:assert/strict'
import { createClient } from 'hawser'
import * as react from 'hawser/react'
import { WebSocket } from 'ws'

const client = createClient(process.env.SERVER, { WebSocket })
const word = new Promise((resolve) => client.once('echoed', resolve))
client.connect()
client.send({ type: 'echo', payload: 'import' })
assert.equal(await word, 'import')
assert.equal(typeof react.useWebSocket, 'function')
client.destroy()
console.log('ok')
