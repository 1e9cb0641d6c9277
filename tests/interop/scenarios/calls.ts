import { onCentrifugo } from '../support/stage.js'

export const calls = [
  onCentrifugo(
    'an RPC is answered, or refused by name',
    async (stage) => {
      const line = await stage.open()
      await stage.call('ping', line.rpc('ping'))
      await stage.call('nope', line.rpc('nope', { a: 1 }))
    },
    { line: [['open']], calls: [['ping'], ['nope', 'refused', { code: 104, temporary: false }]] },
  ),
  onCentrifugo(
    'calls made while connecting wait for the connection',
    async (stage) => {
      const line = await stage.line()
      const channel = stage.channel('full:early')
      line.connect()
      const early = stage.call('publish', line.publish(channel, { early: true }))
      const ping = stage.call('ping', line.rpc('ping'))
      await Promise.all([early, ping])
      await stage.call(
        'history',
        line.history(channel, { limit: 10 }).then(({ publications }) => publications.length),
      )
    },
    { line: [['open']], calls: [['publish'], ['ping'], ['history', 1]] },
  ),
  onCentrifugo(
    'publishing without a subscription',
    async (stage) => {
      const line = await stage.open()
      const channel = stage.channel('full:aside')
      await stage.call('publish', line.publish(channel, { n: 1 }))
      const { publications } = await line.history(channel, { limit: 10 })
      stage.log.add('calls', 'history', publications)
    },
    { line: [['open']], calls: [['publish'], ['history', [{ data: { n: 1 }, offset: '1', user: 'ann' }]]] },
  ),
  onCentrifugo(
    'publishing where one may not',
    async (stage) => {
      const line = await stage.open()
      await stage.call('publish', line.publish(stage.channel('guarded:x'), {}))
      await stage.call('unknown', line.publish(stage.channel('nope:x'), {}))
    },
    {
      line: [['open']],
      calls: [
        ['publish', 'refused', { code: 103, temporary: false }],
        ['unknown', 'refused', { code: 102, temporary: false }],
      ],
    },
  ),
  onCentrifugo(
    'history: all, the newest two in reverse, one since a position, and the position alone',
    async (stage) => {
      const line = await stage.open()
      const channel = stage.channel('full:past')
      for (const n of [1, 2, 3, 4]) await stage.publish(channel, { n })
      const offsets = async (name: string, options?: Parameters<typeof line.history>[1]) => {
        const { publications, offset, epoch } = await line.history(channel, options)
        stage.log.add(
          'calls',
          name,
          publications.map((one) => one.offset),
          offset,
        )
        return epoch
      }
      const epoch = await offsets('all', { limit: -1 })
      await offsets('reverse', { limit: 2, reverse: true })
      await offsets('since', { limit: 1, since: { offset: '2', epoch } })
      await offsets('position')
    },
    {
      line: [['open']],
      calls: [
        ['all', ['1', '2', '3', '4'], '4'],
        ['reverse', ['4', '3'], '4'],
        ['since', ['3'], '4'],
        ['position', [], '4'],
      ],
    },
  ),
  onCentrifugo(
    'history: since a position of another epoch, and where there is none',
    async (stage) => {
      const line = await stage.open()
      const channel = stage.channel('full:other')
      await stage.publish(channel, 1)
      await stage.call('epoch', line.history(channel, { limit: 1, since: { offset: '1', epoch: 'other' } }))
      await stage.call('plain', line.history(stage.channel('plain:past'), { limit: 1 }))
    },
    {
      line: [['open']],
      calls: [
        ['epoch', 'refused', { code: 112, temporary: false }],
        ['plain', 'refused', { code: 108, temporary: false }],
      ],
    },
  ),
  onCentrifugo(
    'presence: who is there, and how many',
    async (stage) => {
      const line = await stage.open()
      const channel = stage.channel('full:here')
      await stage.feed(line, channel)
      const bob = await stage.other('bob')
      bob.subscribe(channel)
      await line.log.saw(channel, 'join', 2)
      await stage.call('presence', line.presence(channel))
      await stage.call('stats', line.presenceStats(channel))
      await stage.call('plain', line.presence(stage.channel('plain:here')))
    },
    {
      line: [['open']],
      'full:here': [
        ['subscribing'],
        ['subscribed', { recoverable: true, positioned: true, wasRecovering: false, recovered: false, offset: '0' }],
        ['join', 'ann'],
        ['join', 'bob'],
      ],
      calls: [
        ['presence', ['ann', 'bob']],
        ['stats', { clients: 2, users: 2 }],
        ['plain', 'refused', { code: 108, temporary: false }],
      ],
    },
  ),
  onCentrifugo(
    'calls in one turn are answered in order',
    async (stage) => {
      const line = await stage.open()
      const channel = stage.channel('feed:batch')
      await stage.feed(line, channel)
      await Promise.all([1, 2, 3, 4, 5].map((n) => line.publish(channel, { n })))
      await line.log.saw(channel, 'publication', 5)
    },
    {
      line: [['open']],
      'feed:batch': [
        ['subscribing'],
        ['subscribed', { recoverable: true, positioned: true, wasRecovering: false, recovered: false, offset: '0' }],
        ...[1, 2, 3, 4, 5].map(
          (n) => ['publication', { data: { n }, offset: String(n), user: 'ann' }] as [string, object],
        ),
      ],
    },
  ),
]
