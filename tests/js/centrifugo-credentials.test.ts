import { createClient, type InspectEntry, UnauthorizedError } from 'hawser'
import { describe, expect, it, vi } from 'vitest'
import { broker, connecting, failed, online, turn, waiting } from './support/broker.js'
import { Kind } from '../../js/src/border.js'
import { say } from './support/fake-engine.js'
import { record } from './support/world.js'

const tokenPhase = 4
const unresolvedFault = 1

describe('on connecting', () => {
  it('gives the token and the data, at once where nobody has to wait', () => {
    const { client, fake } = broker({ token: 't', data: { a: 1 } })
    client.connect()
    fake.tell(null, say.resolve(1))

    expect(fake.said('resolved')).toEqual([['resolved', 1, 'ws://host/', '', '{"a":1}', 't']])
  })

  it('offers the subprotocol of protobuf, before those of the user', () => {
    const { client, fake } = broker({ format: 'protobuf', data: new Uint8Array([65]) }, { protocols: 'mine' })
    client.connect()
    fake.tell(null, say.resolve(1))

    expect(fake.said('resolved')).toEqual([['resolved', 1, 'ws://host/', 'centrifuge-protobuf,mine', 'A', '']])
  })

  it('asks for a token where there is none, and anew when it is no longer good', async () => {
    const getToken = vi.fn(async (_: object) => `t${getToken.mock.calls.length}`)
    const { client, fake } = broker({ getToken })
    client.connect()
    for (const record of [say.resolve(1), say.resolve(2), say.resolve(3, 1), say.resolve(4)]) {
      fake.tell(null, record)
      await turn()
    }

    expect(fake.said('resolved').map(([, , , , , token]) => token)).toEqual(['t1', 't1', 't2', 't2'])
    expect(getToken.mock.calls).toEqual([[{}], [{}]])
  })

  it('asks nobody while the token that it was given is good', async () => {
    const getToken = vi.fn(() => 'new')
    const { client, fake } = broker({ token: 'old', getToken })
    client.connect()
    fake.tell(null, say.resolve(1))
    expect(getToken).not.toHaveBeenCalled()
    fake.tell(null, say.resolve(2, 1))

    expect(fake.said('resolved').map(([, , , , , token]) => token)).toEqual(['old', 'new'])
  })

  it('asks again and again where the answer is nobody', () => {
    const getToken = vi.fn(() => '')
    const { client, fake } = broker({ getToken })
    client.connect()
    fake.tell(null, say.resolve(1))
    fake.tell(null, say.resolve(2))

    expect(getToken).toHaveBeenCalledTimes(2)
  })

  it('asks for data at every attempt', () => {
    let made = 0
    const { client, fake } = broker({ getData: () => ({ made: ++made }) })
    client.connect()
    fake.tell(null, say.resolve(1))
    fake.tell(null, say.resolve(2))

    expect(fake.said('resolved').map(([, , , , hello]) => hello)).toEqual(['{"made":1}', '{"made":2}'])
  })

  it('takes what was set from the next attempt on', () => {
    const { client, fake } = broker({ token: 'a', data: 1, headers: { x: '1' } })
    client.connect()
    client.setToken('b')
    client.setData({ c: 1 })
    client.setHeaders({ x: '2' })
    fake.tell(null, say.resolve(1))

    expect(fake.said('resolved', 'setHeaders')).toEqual([
      ['setHeaders', [['x', '2']]],
      ['resolved', 1, 'ws://host/', '', '{"c":1}', 'b'],
    ])
  })

  it('keeps headers that were set before there was an engine', () => {
    const { client, fake } = broker()
    client.setHeaders({ x: '2' })
    client.connect()

    expect(fake.client.options.centrifugo).toMatchObject({ headers: [['x', '2']] })
  })

  it.each([null, undefined])('%s is final: unauthorized', async (token) => {
    const { client, fake } = broker({ getToken: () => token })
    const told: unknown[] = []
    client.on('error', ({ code, protocolCode, temporary }) => told.push([code, protocolCode, temporary]))
    client.connect()
    fake.tell(null, say.resolve(1))
    expect(fake.said('unresolved')).toEqual([['unresolved', 1, 'A token may not be had', 1]])

    const ready = client.ready()
    fake.tell(null, say.fault(unresolvedFault, ''), say.changed(failed), [Kind.gaveUp, 0])
    expect(told).toEqual([['unauthorized', 1, false]])
    await expect(ready).rejects.toMatchObject({ code: 'unauthorized', protocolCode: 1 })
  })

  it('an UnauthorizedError is the same, any other is tried again', async () => {
    const failures = [new UnauthorizedError('no'), new Error('later')]
    const { client, fake } = broker({
      getToken: async () => {
        throw failures.shift()
      },
    })
    const errors: unknown[] = []
    client.on('error', (error) => errors.push(error))
    client.connect()
    for (const link of [1, 2]) {
      fake.tell(null, say.resolve(link))
      await turn()
    }
    fake.tell(null, say.fault(unresolvedFault, 'later'), say.changed(waiting))

    expect(fake.said('unresolved')).toEqual([
      ['unresolved', 1, 'no', 1],
      ['unresolved', 2, 'later', 0],
    ])
    expect(errors).toMatchObject([
      { code: 'connect-failed', protocolCode: 5, temporary: true, cause: { message: 'later' } },
    ])
  })

  it("gives a failure of getData its number, and none to that of the url's", async () => {
    const later = () => Promise.reject(new Error('later'))
    const errors: unknown[] = []
    for (const made of [broker({ getData: later }), broker({}, { protocols: later })]) {
      made.client.on('error', ({ code, protocolCode }) => errors.push([code, protocolCode]))
      made.client.connect()
      made.fake.tell(null, say.resolve(1))
      await turn()
      made.fake.tell(null, say.fault(unresolvedFault, 'later'), say.changed(waiting))
    }

    expect(errors).toEqual([
      ['connect-failed', 12],
      ['connect-failed', undefined],
    ])
  })

  it('a final close instead of an answer is told as one', () => {
    const { client, fake } = broker()
    const told = record(client, ['error', 'reconnect-failed'])
    client.connect()
    fake.tell(null, say.changed(connecting), say.refusal(0, 0, 3500, 0, 'invalid token'))
    fake.tell(null, say.changed(failed), [Kind.gaveUp, 0])

    expect(told).toEqual([
      ['error', 'server'],
      ['reconnect-failed', { attempts: 0, close: { code: 3500, reason: 'invalid token', wasClean: true } }],
    ])
  })

  it('ignores a late answer: another link was dialled meanwhile', async () => {
    const answers: ((token: string) => void)[] = []
    const { client, fake } = broker({ getToken: () => new Promise((resolve) => answers.push(resolve)) })
    client.connect()
    fake.tell(null, say.resolve(1))
    client.destroy()
    answers[0]?.('late')
    await turn()

    expect(fake.said('resolved', 'unresolved')).toEqual([])
  })
})

describe('while the link is up', () => {
  it('renews the token of the connection, and uses it from then on', async () => {
    const { fake } = online({ token: 'old', getToken: async () => 'new' })
    fake.tell(null, say.ask(7, 0, 1))
    await turn()
    fake.tell(null, say.resolve(2))

    expect(fake.said('answered', 'resolved')).toEqual([
      ['answered', 7, 'new', ''],
      ['resolved', 2, 'ws://host/', '', '', 'new'],
    ])
  })

  it("asks for a channel's token and data", async () => {
    const { client, fake } = online()
    const asked: unknown[] = []
    client.channel('a', {
      getToken: (context) => (asked.push(context), 't'),
      getData: async (context) => (asked.push(context), { a: 1 }),
    })
    fake.tell(null, say.ask(1, 1, 3))
    await turn()
    fake.tell(null, say.ask(2, 1, 1))

    expect(asked).toEqual([{ channel: 'a' }, { channel: 'a' }, { channel: 'a' }])
    expect(fake.said('answered')).toEqual([
      ['answered', 1, 't', '{"a":1}'],
      ['answered', 2, 't', ''],
    ])
  })

  it('brings bytes that are data of a subscription', () => {
    const { client, fake } = online({ format: 'protobuf' })
    client.channel('a', { data: Uint8Array.of(65, 66) })
    expect(fake.said('subscribe')).toMatchObject([['subscribe', 'a', { data: '', asksData: true }]])
    fake.tell(null, say.ask(1, 1, 2))

    expect(fake.said('answered')).toEqual([['answered', 1, '', 'AB']])
  })

  it('tells what a provider threw, with its cause, to the channel', async () => {
    const { client, fake } = online()
    const told = record(client, ['error'])
    const errors: unknown[] = []
    const channel = client.channel('a', {
      getToken: () => {
        throw new Error('down')
      },
    })
    channel.on('error', (error) => errors.push(error))
    fake.tell(null, say.ask(1, 1, 1))
    expect(fake.said('unanswered')).toEqual([['unanswered', 1, 'down', 0]])
    fake.tell(null, say.refusal(1, tokenPhase, 8, 1, 'down'))

    expect(errors).toMatchObject([
      { code: 'provider-failed', protocolCode: 8, channel: 'a', temporary: true, cause: { message: 'down' } },
    ])
    expect(told).toEqual([])
  })

  it("a channel's null ends its subscription, not the connection", () => {
    const { client, fake } = online()
    const told = record(client, ['error', 'status'])
    client.channel('a', { getToken: () => null })
    fake.tell(null, say.ask(1, 1, 1))
    fake.tell(null, say.refusal(1, tokenPhase, 1, 0, ''))

    expect(fake.said('unanswered', 'giveUp')).toEqual([['unanswered', 1, 'A token may not be had', 1]])
    expect(told).toEqual([['error', 'unauthorized']])
  })

  it('answers nobody after the engine is gone', async () => {
    let answer: ((token: string) => void) | undefined
    const { client, fake } = online({ getToken: () => new Promise((resolve) => (answer = resolve)) })
    fake.tell(null, say.ask(1, 0, 1))
    client.destroy()
    answer?.('late')
    await turn()

    expect(fake.said('answered')).toEqual([])
  })
})

it('a secret is in no error, and in nothing that is inspected', async () => {
  const seen: InspectEntry[] = []
  const { client, fake } = broker(
    { token: 's3cret', headers: { Authorization: 's3cret' }, getToken: () => 's3cret', data: { password: 's3cret' } },
    { inspect: (entry) => seen.push(entry) },
  )
  const told: unknown[] = []
  client.on('error', (error) => told.push(error))
  client.channel('a', { token: 's3cret', getToken: () => 's3cret', data: 's3cret' })
  client.connect()
  fake.tell(null, say.changed(connecting), say.resolve(1), say.ask(1, 0, 1), say.ask(2, 1, 1))
  await turn()
  fake.tell(null, say.refusal(0, 0, 109, 1, 'token expired'), say.refusal(1, 1, 103, 0, 'permission denied'))

  expect(seen.map(({ type }) => type)).toContain('dial')
  expect(told).toHaveLength(2)
  const written = JSON.stringify([seen, told, told.map((error) => (error as Error).message)])
  expect(written).not.toContain('s3cret')
})

it('createClient refuses a protocol that is none', () => {
  expect(() => createClient('ws://host', { protocol: null as never })).toThrow(/centrifugo\(\)/)
})
