// @vitest-environment happy-dom
import { createClient } from 'hawser'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'

test('Vitest connects', async () => {
  const client = createClient(process.env.SERVER, { WebSocket })
  const word = new Promise((resolve) => client.once('echoed', resolve))
  client.connect()
  client.send({ type: 'echo', payload: 'vitest' })
  expect(await word).toBe('vitest')
  client.destroy()
})
