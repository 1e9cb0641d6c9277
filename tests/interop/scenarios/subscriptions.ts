import { onCentrifugo } from '../support/stage.js'

const fresh = { recoverable: true, positioned: true, wasRecovering: false, recovered: false, offset: '0' }
const bare = { recoverable: false, positioned: false, wasRecovering: false, recovered: false }
const recovered = (offset: number) => ({ ...fresh, wasRecovering: true, recovered: true, offset: String(offset) })
const ownParts = ['__proto__', 'constructor', 'toString']

export const subscriptions = [
  onCentrifugo(
    'a subscription: join, publications of one’s own and of the server with tags, and goodbye',
    async (stage) => {
      const line = await stage.open()
      const channel = stage.channel('full:news')
      const feed = await stage.feed(line, channel)
      await line.log.saw(channel, 'join')
      await stage.call('publish', feed.publish({ n: 1 }))
      await stage.publish(channel, { from: 'api' }, { k: 'v', __proto: 'x' })
      await line.log.saw(channel, 'publication', 2)
      feed.unsubscribe()
      await line.log.saw(channel, 'unsubscribed')
    },
    {
      line: [['open']],
      'full:news': [
        ['subscribing'],
        ['subscribed', fresh],
        ['join', 'ann'],
        ['publication', { data: { n: 1 }, offset: '1', user: 'ann' }],
        ['publication', { data: { from: 'api' }, offset: '2', tags: { k: 'v', __proto: 'x' } }],
        ['unsubscribed', 0, 'unsubscribe called'],
      ],
      calls: [['publish']],
    },
  ),
  onCentrifugo(
    'a subscription made before connecting goes out with the connection',
    async (stage) => {
      const line = await stage.line()
      const channel = stage.channel('plain:first')
      line.subscribe(channel)
      line.connect()
      await line.log.saw(channel, 'subscribed')
    },
    { line: [['open']], 'plain:first': [['subscribing'], ['subscribed', bare]] },
  ),
  onCentrifugo(
    'others come and go',
    async (stage) => {
      const line = await stage.open()
      const channel = stage.channel('people:room')
      await stage.feed(line, channel)
      const bob = await stage.other('bob')
      bob.subscribe(channel)
      await line.log.saw(channel, 'join', 2)
      bob.disconnect()
      await line.log.saw(channel, 'leave')
    },
    {
      line: [['open']],
      'people:room': [['subscribing'], ['subscribed', bare], ['join', 'ann'], ['join', 'bob'], ['leave', 'bob']],
    },
  ),
  onCentrifugo(
    'where one may not subscribe, and where there is nothing, it is final',
    async (stage) => {
      const line = await stage.open()
      const [guarded, unknown] = [stage.channel('guarded:x'), stage.channel('nope:x')]
      line.subscribe(guarded)
      line.subscribe(unknown)
      await line.log.saw(guarded, 'unsubscribed')
      await line.log.saw(unknown, 'unsubscribed')
    },
    {
      line: [['open']],
      'guarded:x': [['subscribing'], ['unsubscribed', 103, 'permission denied'], ['error', 103]],
      'nope:x': [['subscribing'], ['unsubscribed', 102, 'unknown channel'], ['error', 102]],
    },
  ),
  onCentrifugo(
    'a channel with a token of its own, which is renewed before it expires',
    async (stage) => {
      const line = await stage.open()
      const channel = stage.channel('guarded:mine')
      await stage.feed(line, channel, {
        getToken: () => {
          stage.log.add('asked', 'token')
          return stage.token({ channel }, stage.log.of('asked').length > 1 ? 600 : 2)
        },
      })
      await line.log.saw('asked', 'token', 2)
      await stage.publish(channel, 'still here')
      await line.log.saw(channel, 'publication')
    },
    {
      line: [['open']],
      asked: [['token'], ['token']],
      'guarded:mine': [['subscribing'], ['subscribed', fresh], ['publication', { data: 'still here', offset: '1' }]],
    },
  ),
  onCentrifugo(
    'a channel’s token that has expired is renewed',
    async (stage) => {
      const line = await stage.open()
      const channel = stage.channel('guarded:old')
      await stage.feed(line, channel, {
        token: await stage.token({ channel }, -10),
        getToken: () => stage.token({ channel }),
      })
    },
    {
      line: [['open']],
      'guarded:old': [['subscribing'], ['error', 109], ['subscribed', fresh]],
    },
  ),
  onCentrifugo(
    'a channel’s token that may not be had ends the subscription, and only that',
    async (stage) => {
      const line = await stage.open()
      const channel = stage.channel('guarded:never')
      line.subscribe(channel, { getToken: async () => null })
      await line.log.saw(channel, 'unsubscribed')
      await stage.call('ping', line.rpc('ping'))
    },
    {
      line: [['open']],
      'guarded:never': [['subscribing'], ['error', 1], ['unsubscribed', 1, 'unauthorized']],
      calls: [['ping']],
    },
  ),
  onCentrifugo(
    'a channel’s token that can’t be had now is asked for again',
    async (stage) => {
      const line = await stage.open()
      const channel = stage.channel('guarded:later')
      let asked = 0
      await stage.feed(line, channel, {
        getToken: () => (asked++ ? stage.token({ channel }) : Promise.reject(new Error('the network is down'))),
      })
    },
    { line: [['open']], 'guarded:later': [['subscribing'], ['error', 8], ['subscribed', fresh]] },
  ),
  onCentrifugo(
    'positions, recovery and joins for those who ask',
    async (stage) => {
      const line = await stage.open()
      const [plain, asked] = [stage.channel('asked:no'), stage.channel('asked:yes')]
      await stage.feed(line, plain)
      await stage.feed(line, asked, { positioned: true, recoverable: true, joinLeave: true })
      await line.log.saw(asked, 'join')
    },
    {
      line: [['open']],
      'asked:no': [['subscribing'], ['subscribed', bare]],
      'asked:yes': [['subscribing'], ['subscribed', fresh], ['join', 'ann']],
    },
  ),
  onCentrifugo(
    'the server ends a subscription',
    async (stage) => {
      const line = await stage.open()
      const channel = stage.channel('feed:ended')
      await stage.feed(line, channel)
      await stage.act('unsubscribe', { user: stage.user, channel })
      await line.log.saw(channel, 'unsubscribed')
    },
    {
      line: [['open']],
      'feed:ended': [['subscribing'], ['subscribed', fresh], ['unsubscribed', 2000, 'server unsubscribe']],
    },
  ),
  onCentrifugo(
    'subscribed again after the server ended it: what was missed is recovered',
    async (stage) => {
      const line = await stage.open()
      const channel = stage.channel('feed:again')
      const feed = await stage.feed(line, channel)
      await stage.publish(channel, 1)
      await line.log.saw(channel, 'publication')
      await stage.act('unsubscribe', { user: stage.user, channel })
      await line.log.saw(channel, 'unsubscribed')
      await stage.publish(channel, 2)
      feed.subscribe()
      await line.log.saw(channel, 'publication', 2)
    },
    {
      line: [['open']],
      'feed:again': [
        ['subscribing'],
        ['subscribed', fresh],
        ['publication', { data: 1, offset: '1' }],
        ['unsubscribed', 2000, 'server unsubscribe'],
        ['subscribing'],
        ['subscribed', recovered(1)],
        ['publication', { data: 2, offset: '2' }],
      ],
    },
  ),
  onCentrifugo(
    'subscriptions that the server makes on connecting and later, and ends',
    async (stage) => {
      const [first, later] = [stage.channel('feed:srv'), stage.channel('feed:srv2')]
      const line = await stage.line({ token: await stage.token({ channels: [first] }) })
      line.watch(first)
      line.watch(later)
      line.connect()
      await line.log.saw(first, 'subscribed')
      await stage.act('subscribe', { user: stage.user, channel: later, data: { d: 1 } })
      await line.log.saw(later, 'subscribed')
      await stage.publish(first, 1)
      await stage.publish(later, { z: 1 })
      await line.log.saw(first, 'publication')
      await line.log.saw(later, 'publication')
      await stage.act('unsubscribe', { user: stage.user, channel: later })
      await line.log.saw(later, 'unsubscribed')
    },
    {
      line: [['open']],
      'feed:srv': [
        ['subscribed', fresh],
        ['publication', { data: 1, offset: '1' }],
      ],
      'feed:srv2': [
        ['subscribed', { ...fresh, data: { d: 1 } }],
        ['publication', { data: { z: 1 }, offset: '1' }],
        ['unsubscribed'],
      ],
    },
  ),
  onCentrifugo(
    'a subscription of the server’s recovers what was missed',
    async (stage) => {
      const channel = stage.channel('feed:srv')
      const line = await stage.interpreted({ token: await stage.token({ channels: [channel] }) })
      line.watch(channel)
      line.connect()
      await line.log.saw(channel, 'subscribed')
      await stage.publish(channel, 1)
      await line.log.saw(channel, 'publication')
      await stage.meanwhile(() => stage.publish(channel, 2))
      await line.log.saw(channel, 'publication', 2)
    },
    {
      line: [['open'], ['lost'], ['open']],
      'feed:srv': [
        ['subscribed', fresh],
        ['publication', { data: 1, offset: '1' }],
        ['subscribing'],
        ['subscribed', recovered(1)],
        ['publication', { data: 2, offset: '2' }],
      ],
    },
  ),
  onCentrifugo(
    'differences instead of whole publications: fossil delta',
    async (stage) => {
      const line = await stage.open()
      const channel = stage.channel('delta:doc')
      await stage.feed(line, channel, { delta: 'fossil' })
      const pad = 'x'.repeat(100)
      for (const c of [1, 2, 3]) await stage.act('publish', { channel, data: { c, pad }, delta: true })
      await line.log.saw(channel, 'publication', 3)
    },
    {
      line: [['open']],
      'delta:doc': [
        ['subscribing'],
        ['subscribed', fresh],
        ...[1, 2, 3].map(
          (c) => ['publication', { data: { c, pad: 'x'.repeat(100) }, offset: String(c) }] as [string, object],
        ),
      ],
    },
  ),
  onCentrifugo(
    'differences of texts beyond ASCII',
    async (stage) => {
      const line = await stage.open()
      const channel = stage.channel('delta:text')
      await stage.feed(line, channel, { delta: 'fossil' })
      const text = (n: number) => `${'Grüße, 世界 🚢 — '.repeat(8)}${n}`
      for (const n of [1, 2, 3]) await stage.act('publish', { channel, data: text(n), delta: true })
      await line.log.saw(channel, 'publication', 3)
    },
    {
      line: [['open']],
      'delta:text': [
        ['subscribing'],
        ['subscribed', fresh],
        ...[1, 2, 3].map(
          (n) =>
            ['publication', { data: `${'Grüße, 世界 🚢 — '.repeat(8)}${n}`, offset: String(n) }] as [string, object],
        ),
      ],
    },
  ),
  onCentrifugo(
    'the latest publication is recovered where only that is kept',
    async (stage) => {
      const line = await stage.open()
      const channel = stage.channel('latest:price')
      await stage.publish(channel, { price: 1 })
      await stage.publish(channel, { price: 2 })
      line.subscribe(channel, { since: { offset: '0', epoch: '' } })
      await line.log.saw(channel, 'publication')
    },
    {
      line: [['open']],
      'latest:price': [
        ['subscribing'],
        ['subscribed', { ...recovered(0) }],
        ['publication', { data: { price: 2 }, offset: '2' }],
      ],
    },
  ),
  onCentrifugo(
    'begins after a position that was kept',
    async (stage) => {
      const line = await stage.open()
      const channel = stage.channel('feed:kept')
      for (const n of [1, 2, 3]) await stage.publish(channel, n)
      const { epoch } = await line.history(channel)
      line.subscribe(channel, { since: { offset: '1', epoch } })
      await line.log.saw(channel, 'publication', 2)
    },
    {
      line: [['open']],
      'feed:kept': [
        ['subscribing'],
        ['subscribed', recovered(1)],
        ['publication', { data: 2, offset: '2' }],
        ['publication', { data: 3, offset: '3' }],
      ],
    },
  ),
  onCentrifugo(
    'lost and back: what was missed comes first, in order, once',
    async (stage) => {
      const line = await stage.interpreted()
      const channel = stage.channel('feed:gap')
      line.connect()
      await stage.feed(line, channel)
      await stage.publish(channel, 1)
      await line.log.saw(channel, 'publication')
      await stage.meanwhile(async () => {
        for (const n of [2, 3, 4]) await stage.publish(channel, n)
      })
      await line.log.saw(channel, 'publication', 4)
      await stage.publish(channel, 5)
      await line.log.saw(channel, 'publication', 5)
    },
    {
      line: [['open'], ['lost'], ['open']],
      'feed:gap': [
        ['subscribing'],
        ['subscribed', fresh],
        ['publication', { data: 1, offset: '1' }],
        ['subscribing'],
        ['subscribed', recovered(1)],
        ...[2, 3, 4, 5].map((n) => ['publication', { data: n, offset: String(n) }] as [string, object]),
      ],
    },
  ),
  onCentrifugo(
    'a gap that history doesn’t cover is told once',
    async (stage) => {
      const line = await stage.interpreted()
      const channel = stage.channel('short:gap')
      line.connect()
      await stage.feed(line, channel)
      await stage.publish(channel, 1)
      await line.log.saw(channel, 'publication')
      await stage.meanwhile(async () => {
        for (let n = 2; n <= 12; n++) await stage.publish(channel, n)
      })
      await line.log.saw(channel, 'subscribed', 2)
      await stage.publish(channel, 13)
      await line.log.saw(channel, 'publication', 2)
    },
    {
      line: [['open'], ['lost'], ['open']],
      'short:gap': [
        ['subscribing'],
        ['subscribed', fresh],
        ['publication', { data: 1, offset: '1' }],
        ['subscribing'],
        ['subscribed', { ...fresh, wasRecovering: true, offset: '12' }],
        ['publication', { data: 13, offset: '13' }],
      ],
    },
  ),
  onCentrifugo(
    'without history, what was missed is missed, and nobody says otherwise',
    async (stage) => {
      const line = await stage.interpreted()
      const channel = stage.channel('plain:gap')
      line.connect()
      await stage.feed(line, channel)
      await stage.meanwhile(() => stage.publish(channel, 'unheard'))
      await line.log.saw(channel, 'subscribed', 2)
      await stage.publish(channel, 'now')
      await line.log.saw(channel, 'publication')
    },
    {
      line: [['open'], ['lost'], ['open']],
      'plain:gap': [
        ['subscribing'],
        ['subscribed', bare],
        ['subscribing'],
        ['subscribed', bare],
        ['publication', { data: 'now' }],
      ],
    },
  ),
  onCentrifugo(
    'a channel by the name of an object’s own part is a channel like any other',
    async (stage) => {
      const line = await stage.open()
      for (const name of ownParts) {
        await stage.feed(line, name)
        await stage.publish(name, name)
        await line.log.saw(name, 'publication')
      }
    },
    {
      line: [['open']],
      ...Object.fromEntries(
        ownParts.map((name) => [name, [['subscribing'], ['subscribed', bare], ['publication', { data: name }]]]),
      ),
    },
    // By their very names, so one at a time.
    { formats: ['json'] },
  ),
  onCentrifugo(
    'a listener that throws harms nobody: the line stays, and what follows is told',
    async (stage) => {
      const line = await stage.open()
      const channel = stage.channel('feed:bug')
      await stage.feed(line, channel, {
        listener: (data) => {
          if (data === 2) throw new Error('a bug of the application')
        },
      })
      for (const n of [1, 2, 3]) await stage.publish(channel, n)
      await line.log.saw(channel, 'publication', 3)
      await stage.call('ping', line.rpc('ping'))
    },
    {
      line: [['open']],
      'feed:bug': [
        ['subscribing'],
        ['subscribed', fresh],
        ...[1, 2, 3].map((n) => ['publication', { data: n, offset: String(n) }] as [string, object]),
      ],
      calls: [['ping']],
    },
    { pageOnly: true },
  ),
]
