import {
  type CentrifugoClient,
  type Client,
  type ClientInfo,
  type ConnectionError,
  centrifugo,
  type ReconnectOptions,
} from 'hawser'
import {
  type BrokerView,
  type ChannelView,
  HawserProvider,
  type Socket,
  useChannel,
  useClient,
  useEvent,
  useLatest,
  useMessages,
  usePresence,
  useStatus,
  useWebSocket,
} from 'hawser/react'
import { expectTypeOf, it } from 'vitest'
import { z } from 'zod'

type Quote = { symbol: string; price: number }
type Incoming = { quote: Quote; tick: number }
type Outgoing = { order: { symbol: string } }

declare const client: Client<Incoming, Outgoing>
type Trade = { instrument: { id: number } | null }
declare const nested: Client<{ trade: Trade }>
declare const quotes: ChannelView<Quote>
declare const url: string | null

it('payloads follow from the client', () => {
  useEvent(client, 'quote', (quote, { channel }) => {
    expectTypeOf(quote).toEqualTypeOf<Quote>()
    expectTypeOf(channel).toEqualTypeOf<string | undefined>()
  })
  useEvent(client, 'error', (error) => expectTypeOf(error).toEqualTypeOf<ConnectionError>())
  // @ts-expect-error no such type
  useEvent(client, 'quotes', () => {})
  expectTypeOf(useMessages(client, 'tick', { filter: (tick) => tick > 1 })).toEqualTypeOf<readonly number[]>()
})

it('payloads follow from the channel', () => {
  useEvent(quotes, 'message', (quote) => expectTypeOf(quote).toEqualTypeOf<Quote>())
  useEvent(quotes, 'status', (status) =>
    expectTypeOf(status).toEqualTypeOf<'unsubscribed' | 'subscribing' | 'subscribed'>(),
  )
  expectTypeOf(useMessages(quotes, 'message')).toEqualTypeOf<readonly Quote[]>()
  expectTypeOf(useLatest(client.channel<Quote>('quotes'), 'message')).toEqualTypeOf<Quote | undefined>()
})

it('the latest is a value, a map or a selection', () => {
  expectTypeOf(useLatest(client, 'tick')).toEqualTypeOf<number | undefined>()
  expectTypeOf(useLatest(client, 'tick', { select: (tick = 0) => `${tick}` })).toEqualTypeOf<string>()
  expectTypeOf(useLatest(client, 'quote', { key: 'price' })).toEqualTypeOf<ReadonlyMap<number, Quote>>()
  expectTypeOf(useLatest(client, 'quote', { key: (it) => it.symbol })).toEqualTypeOf<ReadonlyMap<string, Quote>>()
  expectTypeOf(useLatest(nested, 'trade', { key: 'instrument.id' })).toEqualTypeOf<ReadonlyMap<number, Trade>>()
  // @ts-expect-error no such field
  useLatest(nested, 'trade', { key: 'id' })
  const price = useLatest(client, 'quote', { key: 'symbol', select: (all) => all.get('A')?.price })
  expectTypeOf(price).toEqualTypeOf<number | undefined>()
  // @ts-expect-error no such field
  useLatest(client, 'quote', { key: 'size' })
})

it('a socket has the maps that were asked for', () => {
  const socket = useWebSocket<Incoming, Outgoing>('ws://host')
  expectTypeOf(socket).toEqualTypeOf<Socket<Incoming, Outgoing>>()
  expectTypeOf(socket.client).toEqualTypeOf<Client<Incoming, Outgoing>>()
  expectTypeOf(socket.lastMessage).toBeUnknown()
  socket.emit('order', { symbol: 'A' })
  // @ts-expect-error another payload
  socket.emit('order', { symbol: 1 })
  // @ts-expect-error another payload
  socket.sendMessage({ type: 'order', payload: 1 })
  expectTypeOf(useWebSocket(url).client).toEqualTypeOf<Client | null>()
  useWebSocket(() => Promise.resolve('ws://host'), { reconnect: {} satisfies ReconnectOptions })
})

it('schemas make the map', () => {
  const { client } = useWebSocket('ws://host', { schemas: { quote: z.object({ price: z.number() }) } })
  useEvent(client, 'quote', (quote) => expectTypeOf(quote).toEqualTypeOf<{ price: number }>())
})

it('without a map everything goes, as unknown', () => {
  useEvent('anything', (payload) => expectTypeOf(payload).toBeUnknown())
  expectTypeOf(useLatest('anything', { key: 'id' })).toEqualTypeOf<ReadonlyMap<unknown, unknown>>()
  expectTypeOf(useClient()).toEqualTypeOf<Client>()
  expectTypeOf(useClient<Incoming, Outgoing>()).toEqualTypeOf<Client<Incoming, Outgoing>>()
})

it('channels', () => {
  expectTypeOf(useChannel<Quote>('quotes', { client }).data).toEqualTypeOf<Quote | undefined>()
  expectTypeOf(useChannel<Quote>('quotes').channel).toEqualTypeOf<ChannelView<Quote>>()
  expectTypeOf(useChannel<Quote>(url).channel).toEqualTypeOf<ChannelView<Quote> | null>()
  expectTypeOf(usePresence<Quote>(quotes, { key: 'symbol' }).members).toEqualTypeOf<readonly Quote[]>()
})

it('the status, or what is selected', () => {
  expectTypeOf(useStatus()).toEqualTypeOf<Client['status']>()
  expectTypeOf(useStatus(client, ({ rtt }) => rtt)).toEqualTypeOf<number | undefined>()
})

it('a provider takes a client or a url', () =>
  void [
    <HawserProvider key="client" client={client} />,
    <HawserProvider key="url" url="ws://host" options={{ heartbeat: true }} />,
    // @ts-expect-error both
    <HawserProvider key="both" url="ws://host" client={client} />,
  ])

it('a broker’s client, channels and hooks know more', () => {
  const socket = useWebSocket<Incoming, Outgoing>('ws://host', { protocol: centrifugo() })
  expectTypeOf(socket.client).toEqualTypeOf<CentrifugoClient<Incoming, Outgoing>>()
  const perhaps = useWebSocket<Incoming, Outgoing>(url, { protocol: centrifugo() })
  expectTypeOf(perhaps.client).toEqualTypeOf<CentrifugoClient<Incoming, Outgoing> | null>()
  const { channel } = useChannel<Quote>('quotes', { client: socket.client, recoverable: true })
  expectTypeOf(channel).toEqualTypeOf<BrokerView<Quote>>()
  expectTypeOf(usePresence(channel).members).toEqualTypeOf<readonly ClientInfo[]>()
  expectTypeOf(useMessages(channel, { history: 50 })).toEqualTypeOf<readonly Quote[]>()
  expectTypeOf(useMessages(channel, 'message', { history: true })).toEqualTypeOf<readonly Quote[]>()
  useEvent(channel, 'join', (member) => expectTypeOf(member).toEqualTypeOf<ClientInfo>())
  useEvent(channel, 'message', (quote) => expectTypeOf(quote).toEqualTypeOf<Quote>())
  useEvent(socket.client, 'quote', (quote) => expectTypeOf(quote).toEqualTypeOf<Quote>())
  useChannel('quotes', { getToken: async ({ channel: name }) => name, delta: 'fossil' })
  const maybe = useWebSocket(url).client
  expectTypeOf(useChannel(url, { client: channel ? socket.client : null }).channel).toEqualTypeOf<BrokerView | null>()
  expectTypeOf(useChannel('quotes', { client: maybe }).channel).toEqualTypeOf<ChannelView | null>()
  // @ts-expect-error there is no such option
  useChannel('quotes', { recoverabel: true })
})
