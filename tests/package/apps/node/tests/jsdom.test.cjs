/** @jest-environment jsdom */
const { createClient } = require('hawser')
const { useWebSocket } = require('hawser/react')
const { TextDecoder, TextEncoder } = require('node:util')
const { act, createElement } = require('react')
const { createRoot } = require('react-dom/client')

test('the package is there and its hooks render, though jsdom has no TextEncoder', () => {
  const place = document.createElement('div')
  const Line = () => createElement('p', null, useWebSocket(null).status)
  globalThis.IS_REACT_ACT_ENVIRONMENT = true
  act(() => createRoot(place).render(createElement(Line)))
  expect(place.innerHTML).toBe('<p>idle</p>')
})

test('with a TextEncoder it connects by the WebSocket of jsdom', async () => {
  Object.assign(globalThis, { TextDecoder, TextEncoder })
  const client = createClient(process.env.SERVER)
  const word = new Promise((resolve) => client.once('echoed', resolve))
  client.connect()
  client.send({ type: 'echo', payload: 'jsdom' })
  expect(await word).toBe('jsdom')
  client.destroy()
})
