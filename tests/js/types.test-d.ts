import { type } from 'arktype'
import {
  type AnyClient,
  type Binary,
  type CentrifugoChannel,
  type CentrifugoClient,
  centrifugo,
  type ChannelHandle,
  type Client,
  type ClientInfo,
  type CloseInfo,
  ConnectionError,
  createClient,
  type ErrorCode,
  type History,
  type Meta,
  type Off,
  type OpenInfo,
  type Position,
  type Receipt,
  type Status,
} from 'hawser'
import { createClient as createSlim, createLoader } from 'hawser/slim'
import * as v from 'valibot'
import { describe, expectTypeOf, it } from 'vitest'
import { z } from 'zod'

interface Task {
  id: number
}
interface Incoming {
  notification: { text: string }
  'task-updated': Task
  'user-joined': { user: string }
}
interface Outgoing {
  chat: { text: string }
  bare: undefined
  maybe: { x: number } | undefined
}

const typed = createClient<Incoming, Outgoing>('ws://host')
const free = createClient('ws://host')

describe('listening', () => {
  it('knows the payloads of a map', () => {
    typed.on('task-updated', (task, meta) => {
      expectTypeOf(task).toEqualTypeOf<Task>()
      expectTypeOf(meta).toEqualTypeOf<Meta>()
    })
    expectTypeOf(typed.once('user-joined', ({ user }) => expectTypeOf(user).toBeString())).toEqualTypeOf<Off>()
    // @ts-expect-error there is no such type
    typed.on('task-updatet', () => {})
    // @ts-expect-error a payload is what the map says
    typed.on('task-updated', (task: string) => task)
  })

  it('knows the events of the connection', () => {
    typed.on('open', (info) => expectTypeOf(info).toEqualTypeOf<OpenInfo>())
    typed.on('close', (info) => expectTypeOf(info).toEqualTypeOf<CloseInfo>())
    free.on('open', (info) => expectTypeOf(info).toEqualTypeOf<OpenInfo>())
    free.on('error', (error) => expectTypeOf(error).toEqualTypeOf<ConnectionError>())
    free.on('status', (status) => expectTypeOf(status).toEqualTypeOf<Status>())
    free.on('binary', (bytes) => expectTypeOf(bytes).toEqualTypeOf<Binary>())
    free.on('message', (message) => expectTypeOf(message).toBeUnknown())
    expectTypeOf(free).toEqualTypeOf<Client>()
  })

  it('without a map takes any type, and promises nothing of its payload', () => {
    free.on('anything', (payload) => expectTypeOf(payload).toBeUnknown())
    free.emit('anything', { at: 'all' })
    free.send(['any', 'value'])
  })

  it("a map can't redefine an event", () => {
    const client = createClient<{ open: string; mine: number }>('ws://host')
    client.on('open', (info) => expectTypeOf(info).toEqualTypeOf<OpenInfo>())
    client.on('mine', (value) => expectTypeOf(value).toBeNumber())
  })

  it('loops and streams are typed', () => {
    expectTypeOf(typed.messages('task-updated')).toEqualTypeOf<AsyncIterable<Task>>()
    expectTypeOf(typed.streams().readable).toEqualTypeOf<ReadableStream<unknown>>()
    expectTypeOf(typed.streams().closed).resolves.toEqualTypeOf<CloseInfo>()
  })
})

describe('speaking', () => {
  it('is checked against the map', () => {
    expectTypeOf(typed.emit('chat', { text: 'hi' })).toEqualTypeOf<Receipt>()
    typed.emit('bare')
    typed.emit('maybe')
    typed.emit('maybe', { x: 1 })
    typed.send({ type: 'chat', payload: { text: 'hi' } })
    typed.send('text')
    typed.send(new Uint8Array(1))
    typed.send({ action: 'login', user: 'ann' })
    // @ts-expect-error a payload is what the map says
    typed.emit('chat', { txt: 'hi' })
    // @ts-expect-error a payload is needed
    typed.emit('chat')
    // @ts-expect-error there is no such type
    typed.send({ type: 'chatt', payload: { text: 'hi' } })
    // @ts-expect-error a payload is what the map says
    typed.send({ type: 'chat', payload: { text: 1 } })
  })

  it('takes values typed by an interface, which has no index signature', () => {
    interface Chat {
      type: 'chat'
      payload: { text: string }
      sentAt: number
    }
    interface Login {
      action: string
    }
    interface Unknown {
      type: 'chatt'
      payload: { text: string }
    }
    const chat: Chat = { type: 'chat', payload: { text: 'hi' }, sentAt: 1 }
    const login: Login = { action: 'login' }
    const unknown: Unknown = { type: 'chatt', payload: { text: 'hi' } }
    typed.send(chat)
    typed.send(login)
    typed.send({ ...chat, more: true })
    // @ts-expect-error there is no such type
    typed.send(unknown)
  })

  it('requests and dispatches, too', () => {
    expectTypeOf(typed.request<Task>({ type: 'task' })).resolves.toEqualTypeOf<Task>()
    expectTypeOf(typed.request({ type: 'task' })).resolves.toBeUnknown()
    typed.dispatch('task-updated', { id: 1 })
    // @ts-expect-error a payload is what the map says
    typed.dispatch('task-updated', { id: '1' })
  })
})

describe('a client of any maps', () => {
  const hear = (client: AnyClient) => {
    client.on('open', (info) => expectTypeOf(info).toEqualTypeOf<OpenInfo>())
    client.on('whatever', () => {})
    client.emit('whatever', 1)
    client.send({ type: 'whatever' })
    // @ts-expect-error there is no such method
    client.conect()
  }

  it('is what every client can be used as', () => {
    hear(typed)
    hear(free)
    const generic = <In extends object, Out extends object>(client: Client<In, Out>) => hear(client)
    generic(typed)
  })
})

describe('channels', () => {
  it('carry their payload', () => {
    const news = typed.channel<Task>('news')
    expectTypeOf(news).toEqualTypeOf<ChannelHandle<Task>>()
    expectTypeOf(news).toExtend<AsyncIterable<Task>>()
    news.on('message', (task) => expectTypeOf(task).toEqualTypeOf<Task>())
    news.on('added', (task) => expectTypeOf(task).toEqualTypeOf<Task>())
    news.on('status', (status) => expectTypeOf(status).toEqualTypeOf<ChannelHandle['status']>())
    news.on('error', (error) => expectTypeOf(error).toEqualTypeOf<ConnectionError>())
  })
})

describe('schemas', () => {
  it('of three libraries make the map', () => {
    const client = createClient('ws://host', {
      schemas: {
        notice: z.object({ text: z.string() }),
        task: v.object({ id: v.number() }),
        joined: type({ user: 'string' }),
        date: z.string().transform((text) => new Date(text)),
      },
    })
    client.on('notice', (notice) => expectTypeOf(notice).toEqualTypeOf<{ text: string }>())
    client.on('task', (task) => expectTypeOf(task).toEqualTypeOf<{ id: number }>())
    client.on('joined', (joined) => expectTypeOf(joined).toEqualTypeOf<{ user: string }>())
    client.on('date', (date) => expectTypeOf(date).toEqualTypeOf<Date>())
    // @ts-expect-error there is no such type
    client.on('none', () => {})
  })

  it('are checked against a map that is given', () => {
    createClient<Incoming>('ws://host', { schemas: { 'task-updated': z.object({ id: z.number() }) } })
    // @ts-expect-error that is not a task
    createClient<Incoming>('ws://host', { schemas: { 'task-updated': z.object({ id: z.string() }) } })
  })
})

describe('options', () => {
  it('take providers, and any WebSocket class', async () => {
    createClient(() => Promise.resolve('ws://host'), { hello: async () => ({ token: 'x' }), protocols: () => ['v1'] })
    createClient(new URL('ws://host'), { WebSocket: (await import('ws')).WebSocket, reconnect: false })
    // @ts-expect-error there is no such option
    createClient('ws://host', { reconect: true })
    createClient('ws://host', { heartbeat: { reply: (message) => expectTypeOf(message).toBeUnknown() !== undefined } })
  })

  it('of slim need an engine', () => {
    createSlim<Incoming>('ws://host', { engine: createLoader(() => new URL('file:///engine.wasm')) })
    createSlim('ws://host', { engine: new Uint8Array(1) })
    // @ts-expect-error where is the engine?
    createSlim('ws://host', {})
  })
})

it('the codes of errors are a closed set', () => {
  expectTypeOf<ConnectionError['code']>().toEqualTypeOf<ErrorCode>()
  expectTypeOf<'timeout'>().toExtend<ErrorCode>()
  // @ts-expect-error there is no such code
  new ConnectionError('tiemout', 'text')
})

describe('a broker', () => {
  const broker = createClient<Incoming, Outgoing>('ws://host', { protocol: centrifugo({ token: 't' }) })

  it('makes a client that knows more', () => {
    expectTypeOf(broker).toEqualTypeOf<CentrifugoClient<Incoming, Outgoing>>()
    expectTypeOf(
      createSlim('ws://host', { engine: new Uint8Array(1), protocol: centrifugo() }),
    ).toEqualTypeOf<CentrifugoClient>()
    const hear = (client: Client<Incoming, Outgoing>) => client.emit('bare')
    hear(broker)
    broker.on('task-updated', (task, meta) => {
      expectTypeOf(task).toEqualTypeOf<Task>()
      expectTypeOf(meta.offset).toEqualTypeOf<bigint | undefined>()
    })
    broker.on('open', ({ client }) => expectTypeOf(client).toEqualTypeOf<string | undefined>())
    broker.on('subscription', (it) => {
      expectTypeOf(it.channel).toBeString()
      if (it.status === 'subscribed') expectTypeOf(it.recovered).toBeBoolean()
    })
    // @ts-expect-error there is no such type
    broker.on('subscriptions', () => {})
    // @ts-expect-error a plain client can't
    typed.rpc('sum')
  })

  it('has channels that know more', () => {
    const news = broker.channel<Task>('news', { recoverable: true, since: { offset: 1n, epoch: 'e' } })
    expectTypeOf(news).toEqualTypeOf<CentrifugoChannel<Task>>()
    expectTypeOf(news).toExtend<ChannelHandle<Task>>()
    news.on('message', (task) => expectTypeOf(task).toEqualTypeOf<Task>())
    news.on('subscribed', ({ position }) => expectTypeOf(position).toEqualTypeOf<Position | undefined>())
    news.on('join', (info) => expectTypeOf(info).toEqualTypeOf<ClientInfo>())
    news.on('status', (status) => expectTypeOf(status).toEqualTypeOf<ChannelHandle['status']>())
    expectTypeOf(news.presence()).resolves.toEqualTypeOf<Map<string, ClientInfo>>()
    expectTypeOf(news.history()).resolves.toEqualTypeOf<History<Task>>()
    expectTypeOf(broker.rpc<Task>('task', 1)).resolves.toEqualTypeOf<Task>()
    // @ts-expect-error there is no such delta
    broker.channel('news', { delta: 'xor' })
    // @ts-expect-error a plain channel has no options
    typed.channel('news', { recoverable: true })
  })
})
