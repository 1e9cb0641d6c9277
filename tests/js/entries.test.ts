import { execFileSync } from 'node:child_process'
import * as index from 'hawser'
import * as inline from 'hawser/inline'
import * as slim from 'hawser/slim'
import { describe, expect, it } from 'vitest'
import { network } from './support/network.js'

const common = ['ConnectionError', 'UnauthorizedError', 'centrifugo', 'createClient', 'devtools', 'log']

describe('the entries', () => {
  it('export what they should', () => {
    expect(Object.keys(index).sort()).toEqual([...common, 'load'].sort())
    expect(Object.keys(inline).sort()).toEqual([...common, 'load'].sort())
    expect(Object.keys(slim).sort()).toEqual([...common, 'createLoader'].sort())
  })

  it('share the class of their errors', () => {
    expect(slim.ConnectionError).toBe(index.ConnectionError)
    expect(inline.ConnectionError).toBe(index.ConnectionError)
  })

  it('inline connects without a dynamic import', async () => {
    const net = network()
    await inline.load()
    const client = inline.createClient('ws://host', { WebSocket: net.WebSocket })
    client.connect()
    net.last.opens()
    expect(client.isConnected).toBe(true)
    client.destroy()
  })
})

it('importing touches nothing: no timer, no listener, no socket', () => {
  const dist = new URL('../../js/dist/', import.meta.url)
  const watch = `
    const touched = []
    for (const name of ['setTimeout', 'setInterval', 'addEventListener', 'fetch', 'WebSocket'])
      globalThis[name] = () => touched.push(name)
    const handlers = process.eventNames().length
    await import('${dist.href}index.js')
    await import('${dist.href}slim.js')
    if (process.eventNames().length > handlers) touched.push('process')
    console.log(JSON.stringify(touched))`
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', watch], { encoding: 'utf8' })

  expect(JSON.parse(said)).toEqual([])
})
