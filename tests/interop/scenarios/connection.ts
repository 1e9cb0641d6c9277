import { onCentrifugo } from '../support/stage.js'

export const connection = [
  onCentrifugo(
    'connects, and hangs up when told to',
    async (stage) => {
      const line = await stage.open()
      line.disconnect()
      await line.log.saw('line', 'stopped')
    },
    { line: [['open'], ['stopped', 0, 'disconnect called']] },
  ),
  onCentrifugo(
    'connects again after hanging up',
    async (stage) => {
      const line = await stage.open()
      line.disconnect()
      await line.log.saw('line', 'stopped')
      line.connect()
      await line.log.saw('line', 'open', 2)
    },
    { line: [['open'], ['stopped', 0, 'disconnect called'], ['open']] },
  ),
  onCentrifugo(
    'a token that nobody signed is refused for good',
    async (stage) => {
      const line = await stage.line({ token: 'bad.bad.bad' })
      line.connect()
      await line.log.saw('line', 'stopped')
    },
    {
      line: [
        ['error', 3500],
        ['stopped', 3500, 'invalid token'],
      ],
    },
  ),
  onCentrifugo(
    'a token with another’s signature is refused for good',
    async (stage) => {
      const [header, claims] = (await stage.token()).split('.')
      const line = await stage.line({ token: `${header}.${claims}.${'A'.repeat(43)}` })
      line.connect()
      await line.log.saw('line', 'stopped')
    },
    {
      line: [
        ['error', 3500],
        ['stopped', 3500, 'invalid token'],
      ],
    },
  ),
  onCentrifugo(
    'a token of the algorithm `none` is refused for good',
    async (stage) => {
      const base64 = (value: object) => btoa(JSON.stringify(value)).replace(/=+$/, '')
      const line = await stage.line({ token: `${base64({ alg: 'none', typ: 'JWT' })}.${base64({ sub: stage.user })}.` })
      line.connect()
      await line.log.saw('line', 'stopped')
    },
    {
      line: [
        ['error', 3500],
        ['stopped', 3500, 'invalid token'],
      ],
    },
  ),
  onCentrifugo(
    'without a token, where one is needed, it is refused for good',
    async (stage) => {
      const line = await stage.line({ token: '' })
      line.connect()
      await line.log.saw('line', 'stopped')
    },
    {
      line: [
        ['error', 3501],
        ['stopped', 3501, 'bad request'],
      ],
    },
  ),
  onCentrifugo(
    'a token that has expired, and no way to another, is final',
    async (stage) => {
      const line = await stage.line({ token: await stage.token({}, -10) })
      line.connect()
      await line.log.saw('line', 'stopped')
    },
    {
      line: [
        ['error', 109],
        ['stopped', 109, 'token expired'],
      ],
    },
  ),
  onCentrifugo(
    'a token that has expired is renewed',
    async (stage) => {
      const expired = await stage.token({}, -10)
      await stage.open({ token: expired, getToken: () => stage.token() })
    },
    { line: [['error', 109], ['open']] },
  ),
  onCentrifugo(
    'the first token is asked for, once',
    async (stage) => {
      await stage.open({
        getToken: () => {
          stage.log.add('asked', 'token')
          return stage.token()
        },
      })
    },
    { line: [['open']], asked: [['token']] },
  ),
  onCentrifugo(
    'who may have no token is not let in, and stops',
    async (stage) => {
      const line = await stage.line({ getToken: async () => null })
      line.connect()
      await line.log.saw('line', 'stopped')
    },
    {
      line: [
        ['error', 1],
        ['stopped', 1, 'unauthorized'],
      ],
    },
  ),
  onCentrifugo(
    'a token that can’t be had now is asked for again',
    async (stage) => {
      let asked = 0
      await stage.open({
        getToken: () => (asked++ ? stage.token() : Promise.reject(new Error('the network is down'))),
      })
    },
    { line: [['error', 5], ['open']] },
  ),
  onCentrifugo(
    'a connection’s token is renewed before it expires, and nothing else happens',
    async (stage) => {
      const line = await stage.open({
        getToken: () => {
          stage.log.add('asked', 'token')
          return stage.token({}, stage.log.of('asked').length > 1 ? 600 : 2)
        },
      })
      await line.log.saw('asked', 'token', 2)
      await stage.call('rpc', line.rpc('ping'))
    },
    { line: [['open']], asked: [['token'], ['token']], calls: [['rpc']] },
  ),
  onCentrifugo(
    'the server’s word to stop is obeyed: force disconnect',
    async (stage) => {
      const line = await stage.open()
      await stage.act('disconnect', { user: stage.user })
      await line.log.saw('line', 'stopped')
    },
    { line: [['open'], ['stopped', 3503, 'force disconnect']] },
  ),
  onCentrifugo(
    'a code of the application that says to stop is obeyed',
    async (stage) => {
      const line = await stage.open()
      await stage.act('disconnect', { user: stage.user, disconnect: { code: 4501, reason: 'custom stop' } })
      await line.log.saw('line', 'stopped')
    },
    { line: [['open'], ['stopped', 4501, 'custom stop']] },
  ),
  onCentrifugo(
    'any other code of the application means to come back',
    async (stage) => {
      const line = await stage.open()
      await stage.act('disconnect', { user: stage.user, disconnect: { code: 4001, reason: 'custom' } })
      await line.log.saw('line', 'open', 2)
    },
    { line: [['open'], ['lost'], ['open']] },
  ),
  onCentrifugo(
    'who stopped by the server’s word can be told to connect again',
    async (stage) => {
      const line = await stage.open()
      await stage.act('disconnect', { user: stage.user })
      await line.log.saw('line', 'stopped')
      line.connect()
      await line.log.saw('line', 'open', 2)
    },
    { line: [['open'], ['stopped', 3503, 'force disconnect'], ['open']] },
  ),
  onCentrifugo(
    'a server without a handler for messages stops whoever sends one',
    async (stage) => {
      const line = await stage.open()
      line.send({ async: 1 })
      await line.log.saw('line', 'stopped')
    },
    { line: [['open'], ['stopped', 3508, 'not available']] },
  ),
  onCentrifugo(
    'a message was too big for the server: it stops, since it would be refused again',
    async (stage) => {
      const line = await stage.interpreted()
      line.connect()
      await line.log.saw('line', 'open')
      await stage.interject(1009, '')
      await line.log.saw('line', 'stopped')
    },
    { line: [['open'], ['stopped', 1009, '']] },
  ),
  onCentrifugo(
    'a terminal code without a reason stops',
    async (stage) => {
      const line = await stage.interpreted()
      line.connect()
      await line.log.saw('line', 'open')
      await stage.interject(3500, '')
      await line.log.until(() => line.log.of('line').length > 1)
    },
    { line: [['open'], ['stopped', 3500, '']] },
  ),
  onCentrifugo(
    'a close of the transport’s own means to come back',
    async (stage) => {
      const line = await stage.interpreted()
      line.connect()
      await line.log.saw('line', 'open')
      await stage.interject(1012, 'restart')
      await line.log.saw('line', 'open', 2)
    },
    { line: [['open'], ['lost'], ['open']] },
  ),
  onCentrifugo(
    'a code of the server’s that isn’t terminal means to come back',
    async (stage) => {
      const line = await stage.interpreted()
      line.connect()
      await line.log.saw('line', 'open')
      await stage.interject(3001, 'shutdown')
      await line.log.saw('line', 'open', 2)
    },
    { line: [['open'], ['lost'], ['open']] },
  ),
  onCentrifugo(
    'the server says that a connection expires: its token is renewed in time',
    async (stage) => {
      const line = await stage.open({
        token: await stage.token(),
        getToken: () => {
          stage.log.add('asked', 'token')
          return stage.token()
        },
      })
      await stage.act('refresh', { user: stage.user, expire_at: Math.floor(Date.now() / 1000) + 2 })
      await line.log.saw('asked', 'token')
      await stage.call('ping', line.rpc('ping'))
    },
    { line: [['open']], asked: [['token']], calls: [['ping']] },
  ),
  onCentrifugo(
    'a token that is set is used from the next connect on',
    async (stage) => {
      const line = await stage.line({ token: 'bad.bad.bad' })
      line.connect()
      await line.log.saw('line', 'stopped')
      line.setToken(await stage.token())
      line.connect()
      await line.log.saw('line', 'open')
    },
    { line: [['error', 3500], ['stopped', 3500, 'invalid token'], ['open']] },
  ),
]
