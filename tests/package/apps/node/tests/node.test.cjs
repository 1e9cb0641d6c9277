const { createClient } = require('hawser')
const { WebSocket } = require('ws')

test('Jest in its Node environment connects', async () => {
  const client = createClient(process.env.SERVER, { WebSocket })
  const word = new Promise(resolve => client.once('echoed', resolve))
  client.connect()
  client.send({ type: 'echo', payload: 'jest' })
  expect(await word).toBe('jest')
  client.destroy()
})
