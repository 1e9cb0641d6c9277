import { onLibrary } from '../support/stage.js'

const fresh = { recoverable: true, positioned: true, wasRecovering: false, recovered: false, offset: '0' }
const said = { name: '', version: '', headers: null }

/** What only the library's server has: see `server/`. */
export const library = [
  onLibrary(
    'name, version, data and headers arrive, and the server’s answer is told',
    async (stage) => {
      const line = await stage.open({ name: 'demo', version: '1.0', data: { x: 1 }, headers: { 'x-team': 'blue' } })
      await stage.call('hello', line.rpc('hello'))
    },
    {
      line: [['open', { name: 'demo', version: '1.0', headers: { 'x-team': 'blue' }, data: { x: 1 } }]],
      calls: [['hello', { name: 'demo', version: '1.0', headers: { 'x-team': 'blue' }, data: { x: 1 } }]],
    },
  ),
  onLibrary(
    'an anonymous connection',
    async (stage) => {
      await stage.open({ token: '', name: 'nobody', version: '1' })
    },
    { line: [['open', { ...said, name: 'nobody', version: '1' }]] },
  ),
  onLibrary(
    'messages without a channel, both ways',
    async (stage) => {
      const line = await stage.open({ name: 'it' })
      line.send({ async: 1 })
      await line.log.saw('line', 'message')
      await stage.act('message', { user: stage.user, data: { hi: 1 } })
      await line.log.saw('line', 'message', 2)
    },
    {
      line: [
        ['open', { ...said, name: 'it' }],
        ['message', { async: 1 }],
        ['message', { hi: 1 }],
      ],
    },
  ),
  onLibrary(
    'an RPC’s data, there and back; one that the server has no time for',
    async (stage) => {
      const line = await stage.open({ name: 'it' })
      await stage.call('echo', line.rpc('echo', { deep: [1, 'é', null] }))
      await stage.call('', line.rpc('', 'no name'))
      await stage.call('busy', line.rpc('busy'))
    },
    {
      line: [['open', { ...said, name: 'it' }]],
      calls: [
        ['echo', { deep: [1, 'é', null] }],
        ['', 'no name'],
        ['busy', 'refused', { code: 111, temporary: true }],
      ],
    },
  ),
  onLibrary(
    'an RPC that isn’t answered in time',
    async (stage) => {
      const line = await stage.open({ name: 'it', timeout: 300 })
      await stage.call('slow', line.rpc('slow'))
    },
    { line: [['open', { ...said, name: 'it' }]], calls: [['slow', 'refused', { code: 1, temporary: true }]] },
  ),
  onLibrary(
    'a refusal that is temporary is tried again',
    async (stage) => {
      let asked = 0
      const token = (claims: object) => JSON.stringify({ user: stage.user, ...claims })
      const line = await stage.line({
        name: 'it',
        token: '',
        getToken: async () =>
          asked++ ? token({}) : token({ error: { Code: 109, Message: 'token expired', Temporary: false } }),
      })
      line.connect()
      await line.log.saw('line', 'open')
    },
    {
      line: [
        ['error', 109],
        ['open', { ...said, name: 'it' }],
      ],
    },
  ),
  onLibrary(
    'a refusal that isn’t temporary is final',
    async (stage) => {
      const line = await stage.line({
        token: JSON.stringify({ user: stage.user, error: { Code: 103, Message: 'permission denied' } }),
      })
      line.connect()
      await line.log.saw('line', 'stopped')
    },
    {
      line: [
        ['error', 103],
        ['stopped', 103, 'permission denied'],
      ],
    },
  ),
  onLibrary(
    'a connection’s token is renewed before it expires',
    async (stage) => {
      const line = await stage.open({
        name: 'it',
        getToken: () => {
          stage.log.add('asked', 'token')
          return stage.token({}, stage.log.of('asked').length > 1 ? 600 : 2)
        },
      })
      await line.log.saw('asked', 'token', 2)
      await stage.call('echo', line.rpc('echo', 1))
    },
    { line: [['open', { ...said, name: 'it' }]], asked: [['token'], ['token']], calls: [['echo', 1]] },
  ),
  onLibrary(
    'a connection whose state the server calls invalid comes back with holes told',
    async (stage) => {
      const line = await stage.open({ name: 'it' })
      const channel = stage.channel('feed:state')
      await stage.feed(line, channel)
      await stage.publish(channel, 1)
      await line.log.saw(channel, 'publication')
      await stage.act('disconnect', { user: stage.user, code: 3014, reason: 'state invalidated' })
      await line.log.saw(channel, 'subscribed', 2)
      await stage.publish(channel, 2)
      await line.log.saw(channel, 'publication', 2)
    },
    {
      line: [['open', { ...said, name: 'it' }], ['lost'], ['open', { ...said, name: 'it' }]],
      'feed:state': [
        ['subscribing'],
        ['subscribed', fresh],
        ['publication', { data: 1, offset: '1' }],
        ['subscribing'],
        ['subscribed', { ...fresh, wasRecovering: true, offset: '1' }],
        ['publication', { data: 2, offset: '2' }],
      ],
    },
  ),
  onLibrary(
    'a subscription whose state the server calls invalid comes back from the start',
    async (stage) => {
      const line = await stage.open({ name: 'it' })
      const channel = stage.channel('feed:state')
      await stage.feed(line, channel)
      await stage.publish(channel, 1)
      await line.log.saw(channel, 'publication')
      await stage.act('unsubscribe', { user: stage.user, channel, code: 2502, reason: 'state invalidated' })
      await line.log.saw(channel, 'subscribed', 2)
    },
    {
      line: [['open', { ...said, name: 'it' }]],
      'feed:state': [
        ['subscribing'],
        ['subscribed', fresh],
        ['publication', { data: 1, offset: '1' }],
        ['unsubscribed', 2502, 'state invalidated'],
        ['subscribing'],
        ['subscribed', { ...fresh, wasRecovering: true, offset: '1' }],
      ],
    },
  ),
  onLibrary(
    'the server’s word to subscribe again is obeyed, and what was missed is recovered',
    async (stage) => {
      const line = await stage.open({ name: 'it' })
      const channel = stage.channel('feed:again')
      await stage.feed(line, channel)
      await stage.publish(channel, 1)
      await line.log.saw(channel, 'publication')
      await stage.act('unsubscribe', { user: stage.user, channel, code: 2500, reason: 'insufficient state' })
      await stage.publish(channel, 2)
      await line.log.saw(channel, 'publication', 2)
    },
    {
      line: [['open', { ...said, name: 'it' }]],
      'feed:again': [
        ['subscribing'],
        ['subscribed', fresh],
        ['publication', { data: 1, offset: '1' }],
        ['unsubscribed', 2500, 'insufficient state'],
        ['subscribing'],
        ['subscribed', { ...fresh, wasRecovering: true, recovered: true, offset: '1' }],
        ['publication', { data: 2, offset: '2' }],
      ],
    },
  ),
  onLibrary(
    'channels by number: compaction',
    async (stage) => {
      const line = await stage.open({ name: 'it' })
      const [first, second] = [stage.channel('compact:a'), stage.channel('compact:b')]
      const feed = await stage.feed(line, first)
      await stage.feed(line, second)
      await stage.publish(first, 'a')
      await stage.publish(second, 'b')
      await line.log.saw(first, 'publication')
      await line.log.saw(second, 'publication')
      feed.unsubscribe()
      await stage.publish(second, 'b again')
      await line.log.saw(second, 'publication', 2)
    },
    {
      line: [['open', { ...said, name: 'it' }]],
      'compact:a': [
        ['subscribing'],
        ['subscribed', fresh],
        ['publication', { data: 'a', offset: '1' }],
        ['unsubscribed', 0, 'unsubscribe called'],
      ],
      'compact:b': [
        ['subscribing'],
        ['subscribed', fresh],
        ['publication', { data: 'b', offset: '1' }],
        ['publication', { data: 'b again', offset: '2' }],
      ],
    },
  ),
  onLibrary(
    'compaction after a reconnect: numbers are given anew',
    async (stage) => {
      const line = await stage.open({ name: 'it' })
      const channel = stage.channel('compact:again')
      await stage.feed(line, channel)
      await stage.publish(channel, 1)
      await line.log.saw(channel, 'publication')
      await stage.act('disconnect', { user: stage.user, code: 3001, reason: 'shutdown' })
      await stage.publish(channel, 2)
      await line.log.saw(channel, 'publication', 2)
      await stage.publish(channel, 3)
      await line.log.saw(channel, 'publication', 3)
    },
    {
      line: [['open', { ...said, name: 'it' }], ['lost'], ['open', { ...said, name: 'it' }]],
      'compact:again': [
        ['subscribing'],
        ['subscribed', fresh],
        ['publication', { data: 1, offset: '1' }],
        ['subscribing'],
        ['subscribed', { ...fresh, wasRecovering: true, recovered: true, offset: '1' }],
        ['publication', { data: 2, offset: '2' }],
        ['publication', { data: 3, offset: '3' }],
      ],
    },
  ),
  onLibrary(
    'differences in a channel by number',
    async (stage) => {
      const line = await stage.open({ name: 'it' })
      const channel = stage.channel('compact-delta:doc')
      await stage.feed(line, channel, { delta: 'fossil' })
      for (const c of [1, 2, 3]) await stage.publish(channel, { c, pad: 'y'.repeat(80) })
      await line.log.saw(channel, 'publication', 3)
    },
    {
      line: [['open', { ...said, name: 'it' }]],
      'compact-delta:doc': [
        ['subscribing'],
        ['subscribed', fresh],
        ...[1, 2, 3].map(
          (c) => ['publication', { data: { c, pad: 'y'.repeat(80) }, offset: String(c) }] as [string, object],
        ),
      ],
    },
  ),
  onLibrary(
    'a filter by tags',
    async (stage) => {
      const line = await stage.open({ name: 'it' })
      const channel = stage.channel('tags:quotes')
      await stage.feed(line, channel, {
        tagsFilter: {
          op: 'and',
          nodes: [
            { key: 't', cmp: 'eq', val: 'BTC' },
            { key: 'p', cmp: 'gt', val: '5' },
          ],
        },
      })
      await stage.publish(channel, 'other', { t: 'ETH', p: '9' })
      await stage.publish(channel, 'cheap', { t: 'BTC', p: '3' })
      await stage.publish(channel, 'wanted', { t: 'BTC', p: '7' })
      await line.log.saw(channel, 'publication')
    },
    {
      line: [['open', { ...said, name: 'it' }]],
      'tags:quotes': [
        ['subscribing'],
        ['subscribed', fresh],
        ['publication', { data: 'wanted', offset: '3', tags: { t: 'BTC', p: '7' } }],
      ],
    },
  ),
  onLibrary(
    'offsets above 2^53 are exact',
    async (stage) => {
      const line = await stage.open({ name: 'it' })
      const channel = stage.channel('huge:past')
      await stage.feed(line, channel)
      await stage.publish(channel, 1)
      await stage.publish(channel, 2)
      await line.log.saw(channel, 'publication', 2)
      await stage.act('disconnect', { user: stage.user, code: 3001, reason: 'shutdown' })
      await stage.publish(channel, 3)
      await line.log.saw(channel, 'publication', 3)
      const { publications } = await line.history(channel, { limit: 10 })
      stage.log.add(
        'calls',
        'history',
        publications.map(({ offset }) => offset),
      )
    },
    {
      line: [['open', { ...said, name: 'it' }], ['lost'], ['open', { ...said, name: 'it' }]],
      'huge:past': [
        ['subscribing'],
        ['subscribed', { ...fresh, offset: '9007199254740993' }],
        ['publication', { data: 1, offset: '9007199254740994' }],
        ['publication', { data: 2, offset: '9007199254740995' }],
        ['subscribing'],
        ['subscribed', { ...fresh, wasRecovering: true, recovered: true, offset: '9007199254740995' }],
        ['publication', { data: 3, offset: '9007199254740996' }],
      ],
      calls: [['history', ['9007199254740994', '9007199254740995', '9007199254740996']]],
    },
  ),
  onLibrary(
    'subscription data goes there and comes back',
    async (stage) => {
      const line = await stage.open({ name: 'it' })
      const channel = stage.channel('feed:data')
      await stage.feed(line, channel, { data: { hello: 1 } })
    },
    {
      line: [['open', { ...said, name: 'it' }]],
      'feed:data': [['subscribing'], ['subscribed', { ...fresh, data: { hello: 1 } }]],
    },
  ),
  onLibrary(
    'a subscription that the server can’t serve now is tried again',
    async (stage) => {
      const line = await stage.open({ name: 'it' })
      const channel = stage.channel('feed:busy')
      let asked = 0
      await stage.feed(line, channel, {
        getToken: async () =>
          asked++ ? '{}' : JSON.stringify({ error: { Code: 109, Message: 'token expired', Temporary: false } }),
      })
    },
    {
      line: [['open', { ...said, name: 'it' }]],
      'feed:busy': [['subscribing'], ['error', 109], ['subscribed', fresh]],
    },
  ),
  onLibrary(
    'a subscription’s token is renewed before it expires',
    async (stage) => {
      const line = await stage.open({ name: 'it' })
      const channel = stage.channel('feed:token')
      await stage.feed(line, channel, {
        getToken: async () => {
          stage.log.add('asked', 'token')
          return JSON.stringify({ ttl: stage.log.of('asked').length > 1 ? 600 : 2 })
        },
      })
      await line.log.saw('asked', 'token', 2)
      await stage.publish(channel, 'still here')
      await line.log.saw(channel, 'publication')
    },
    {
      line: [['open', { ...said, name: 'it' }]],
      asked: [['token'], ['token']],
      'feed:token': [['subscribing'], ['subscribed', fresh], ['publication', { data: 'still here', offset: '1' }]],
    },
  ),
  onLibrary(
    'subscriptions that the server makes on connecting and later',
    async (stage) => {
      const [first, later] = [stage.channel('feed:srv'), stage.channel('feed:srv2')]
      const line = await stage.line({ name: 'it', token: await stage.token({ subscribe: [first] }) })
      line.watch(first)
      line.watch(later)
      line.connect()
      await line.log.saw(first, 'subscribed')
      await stage.act('subscribe', { user: stage.user, channel: later, data: { d: 1 } })
      await line.log.saw(later, 'subscribed')
      await stage.publish(later, 1)
      await line.log.saw(later, 'publication')
      await stage.act('unsubscribe', { user: stage.user, channel: later, code: 2000, reason: 'server unsubscribe' })
      await line.log.saw(later, 'unsubscribed')
    },
    {
      line: [['open', { ...said, name: 'it' }]],
      'feed:srv': [['subscribed', fresh]],
      'feed:srv2': [
        ['subscribed', { ...fresh, data: { d: 1 } }],
        ['publication', { data: 1, offset: '1' }],
        ['unsubscribed'],
      ],
    },
  ),
]
