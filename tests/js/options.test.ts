import { type ClientOptions, createClient, devtools, log } from 'hawser'
import { describe, expect, it, onTestFinished } from 'vitest'
import { engineOptions } from '../../js/src/options.js'
import { codeOf, errorOf } from './support/world.js'

describe('defaults', () => {
  it('are those of the documentation', () => {
    expect(engineOptions({})).toEqual({
      envelope: {
        type: 'type',
        payload: 'payload',
        channel: 'channel',
        id: 'id',
        error: 'error',
        subscribe: 'subscribe',
        unsubscribe: 'unsubscribe',
        subscribed: '',
        unsubscribed: '',
      },
      reconnect: {
        enabled: true,
        first: 500,
        spread: 5000,
        longest: 30_000,
        stable: 5000,
        attempts: -1,
        jitter: 'full',
      },
      heartbeat: {
        enabled: false,
        interval: 5000,
        hidden: 30_000,
        timeout: 5000,
        message: '{"type":"ping"}',
        replyText: '',
        replyRoute: 'pong',
      },
      rateLimit: { enabled: false, burst: 20, perSecond: 10, overflow: 'queue' },
      outbox: { messages: 1000, bytes: 1_048_576, overflow: 'drop-oldest' },
      connectTimeout: 10_000,
      closeTimeout: 3000,
      subscribeTimeout: 5000,
      maxMessageBytes: 1_048_576,
      maxDepth: 64,
      centrifugo: null,
    })
  })

  it('follow each other', () => {
    expect(engineOptions({ reconnect: { first: 40_000 } }).reconnect).toMatchObject({ spread: 40_000, longest: 40_000 })
    expect(engineOptions({ heartbeat: { interval: 60_000 } }).heartbeat).toMatchObject({
      enabled: true,
      hidden: 60_000,
    })
    expect(engineOptions({ reconnect: false }).reconnect.enabled).toBe(false)
    expect(engineOptions({ rateLimit: true }).rateLimit.enabled).toBe(true)
  })
})

describe('what can not work is refused when the client is made', () => {
  it.each<[string, ClientOptions]>([
    ['a negative time', { connectTimeout: -1 }],
    ['no time', { connectTimeout: 0 }],
    ['a time that is not a number', { reconnect: { first: Number.NaN } }],
    ['a time that no timer takes', { heartbeat: { interval: 2 ** 31 } }],
    ['a text for a number', { maxMessageBytes: '5' as never }],
    ['half an attempt', { reconnect: { attempts: 0.5 } }],
    ['an unknown jitter', { reconnect: { jitter: 'some' as never } }],
    ['an unknown overflow', { outbox: { overflow: 'explode' as never } }],
    ['a rate of nothing', { rateLimit: { perSecond: 0 } }],
    ['a field without a name', { envelope: { type: '' } }],
    ['a field that is not a name', { envelope: { type: 5 as never } }],
    ['two fields of one name', { envelope: { type: 'x', payload: 'x' } }],
    ['a depth beyond the limit', { maxDepth: 65 }],
    ['an unknown kind of binary', { binaryType: 'nodebuffer' as never }],
    ['a ping that JSON can not hold', { heartbeat: { message: () => {} } }],
    ['a ping that JSON refuses', { heartbeat: { message: 1n } }],
    ['an empty reply', { heartbeat: { reply: '' } }],
    ['a predicate that is none', { reconnect: { retry: 4001 as never } }],
    ['an inspector that is none', { inspect: true as never }],
    ['a constructor that is none', { WebSocket: 'ws' as never }],
    ['a schema that is none', { schemas: { type: {} as never } }],
    ['no options', null as never],
    ['an interval for a heartbeat', { heartbeat: 5000 as never }],
    ['a reply that is none', { heartbeat: { reply: 5 as never } }],
    ['a number for a rate', { rateLimit: 5 as never }],
    ['a number for an outbox', { outbox: 5 as never }],
    ['a field for an envelope', { envelope: 'type' as never }],
    ['a text for a switch', { reconnect: 'yes' as never }],
  ])('%s', (_, options) => {
    expect(codeOf(() => createClient('ws://host', options))).toBe('bad-option')
  })
})

describe('a name that no option has', () => {
  const refusal = (where: string, name = '.*') =>
    expect.stringMatching(new RegExp(`^A name in ${where} must be one of .*, not "${name}"$`)) as string

  it.each<[string, string, object]>([
    ['options', 'heartBeat', { heartBeat: true }],
    ['options', 'reconect', { reconect: { first: 1 } }],
    ['options', 'engine', { engine: 'engine.wasm' }],
    ['envelope', 'kind', { envelope: { kind: 'type' } }],
    ['reconnect', 'enabled', { reconnect: { enabled: false } }],
    ['heartbeat', 'intervall', { heartbeat: { intervall: 5 } }],
    ['rateLimit', 'perMinute', { rateLimit: { perMinute: 5 } }],
    ['outbox', 'size', { outbox: { size: 5 } }],
    ['worker', 'shard', { worker: { shard: true } }],
    ['options', 'toString', { toString: () => '' }],
  ])('is refused in %s: %s', (where, name, options) => {
    expect(errorOf(() => createClient('ws://host', options))).toMatchObject({
      code: 'bad-option',
      message: refusal(where, name),
    })
  })

  it('is refused in a single call as well', async () => {
    const client = createClient('ws://host')
    onTestFinished(() => client.destroy())
    const calls: [string, () => unknown][] = [
      ['send', () => client.send('x', { queu: false } as never)],
      ['messages', () => client.messages('a', { max: 1 } as never)],
      ['messages', () => client.channel('a').messages({ max: 1 } as never)],
      ['streams', () => client.streams({ max: 1 } as never)],
      ['devtools', () => devtools({ title: 'x' } as never)],
      ['log', () => log({ console } as never)],
    ]
    for (const [name, call] of calls)
      expect(errorOf(call)).toMatchObject({ code: 'bad-option', message: refusal(`the options of ${name}`) })

    await expect(client.request({ type: 'a' }, { timeOut: 1 } as never)).rejects.toMatchObject({
      code: 'bad-option',
      message: refusal('the options of request'),
    })
    expect(client.stats()).toMatchObject({ queued: 0, requests: 0 })
  })

  it('is told beside those that there are', () => {
    expect(errorOf(() => createClient('ws://host', { outbox: { size: 5 } as never }))).toMatchObject({
      message: 'A name in outbox must be one of messages, bytes, overflow, not "size"',
    })
  })

  it('means nothing while it has no value', () => {
    const options = { heartBeat: undefined, reconnect: { enabled: undefined }, hello: undefined }
    expect(codeOf(() => createClient('ws://host', options as never).destroy())).toBeUndefined()
  })
})

it('every name that an option has is known', () => {
  const every: Required<Omit<ClientOptions, 'protocol' | 'worker' | 'WebSocket'>> = {
    envelope: { type: 'a', payload: 'b', channel: 'c', id: 'd', error: 'e', subscribe: 'f', unsubscribe: 'g' },
    reconnect: { first: 1, spread: 1, longest: 1, attempts: 1, jitter: 'none', stable: 1, retry: () => true },
    heartbeat: { interval: 1, hidden: 1, timeout: 1, message: 'ping', reply: 'pong' },
    rateLimit: { burst: 1, perSecond: 1, overflow: 'queue' },
    outbox: { messages: 1, bytes: 1, overflow: 'reject' },
    connectTimeout: 1,
    closeTimeout: 1,
    subscribeTimeout: 1,
    maxMessageBytes: 1,
    maxDepth: 1,
    protocols: 'a',
    hello: 'a',
    binaryType: 'blob',
    schemas: {},
    inspect: () => {},
  }
  const worker = { url: '/worker.js', shared: false, name: 'a' }
  const options = { ...every, worker, WebSocket: class {}, protocol: undefined }
  expect(codeOf(() => createClient('ws://host', options).destroy())).toBeUndefined()
})
