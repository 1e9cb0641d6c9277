import { type CentrifugoOptions, centrifugo, type FilterNode, type SubscriptionOptions } from 'hawser'
import { describe, expect, it } from 'vitest'
import { broker } from './support/broker.js'
import { codeOf, world } from './support/world.js'

const deep = (levels: number): FilterNode =>
  levels > 1 ? { op: 'not', nodes: [deep(levels - 1)] } : { key: 'a', cmp: 'eq', val: '1' }

describe('the options of centrifugo()', () => {
  it('have the defaults of the documentation', () => {
    const { client, fake } = broker()
    client.connect()

    expect(fake.client.options.centrifugo).toEqual({
      format: 'json',
      binary: false,
      name: 'hawser',
      version: '',
      headers: [],
      timeout: 5000,
      maxServerPingDelay: 10_000,
      minResubscribeDelay: 500,
      maxResubscribeDelay: 20_000,
      asksToken: false,
    })
  })

  it('go over to the engine', () => {
    const { client, fake } = broker({
      format: 'protobuf',
      getToken: () => '',
      name: 'n',
      version: 'v',
      headers: { a: 'b' },
      timeout: 1,
    })
    client.connect()

    expect(fake.client.options.centrifugo).toMatchObject({
      format: 'protobuf',
      binary: true,
      name: 'n',
      version: 'v',
      headers: [['a', 'b']],
      timeout: 1,
      asksToken: true,
    })
  })

  it.each<[string, object]>([
    ['an unknown format', { format: 'xml' }],
    ['bytes in JSON', { format: 'json', payload: 'binary' }],
    ['a token that is no text', { token: 7 }],
    ['a provider that is no function', { getToken: 'x' }],
    ['data twice', { data: 1, getData: () => 1 }],
    ['no time for a reply', { timeout: 0 }],
    ['a delay over its bound', { minResubscribeDelay: 5, maxResubscribeDelay: 4 }],
    ['a header that is no text', { headers: { a: 1 } }],
    ['a name that no option has', { getTokens: () => '' }],
  ])('refuse %s', (_, options) => {
    expect(codeOf(() => centrifugo(options as CentrifugoOptions))).toBe('bad-option')
  })

  it('never quote a secret', () => {
    for (const options of [{ token: ['s3cret'] }, { headers: { Authorization: ['s3cret'] } }])
      expect(() => centrifugo(options as never)).toThrow(expect.not.objectContaining({ message: /s3cret/ }) as Error)
  })

  it.each<[string, object]>([
    ['a hello', { hello: 'x' }],
    ['a heartbeat', { heartbeat: true }],
    ['blobs', { binaryType: 'blob' }],
    ['another protocol', { protocol: { name: 'centrifugo' } }],
  ])('go with no %s', (_, more) => {
    expect(codeOf(() => broker({}, more))).toBe('bad-option')
  })
})

describe('the options of a channel', () => {
  it.each<[string, object]>([
    ['another delta', { delta: 'xor' }],
    ['a name that no option has', { recover: true }],
    ['a delta of what is filtered', { delta: 'fossil', tagsFilter: { key: 'a', cmp: 'ex' } }],
    ['a position without an epoch', { since: { offset: 1 } }],
    ['an offset in no epoch', { since: { offset: 1, epoch: '' } }],
    ['a negative offset', { since: { offset: -1, epoch: 'e' } }],
    ['half an offset', { since: { offset: 1.5, epoch: 'e' } }],
    ['an offset that is no longer exact', { since: { offset: 2 ** 53, epoch: 'e' } }],
    ['an offset over 64 bits', { since: { offset: 2n ** 64n, epoch: 'e' } }],
    ['an offset as a text', { since: { offset: '1', epoch: 'e' } }],
    ['a flag that is no boolean', { recoverable: 1 }],
    ['a filter without a comparison', { tagsFilter: { key: 'a' } }],
    ['an unknown comparison', { tagsFilter: { key: 'a', cmp: 'like' } }],
    ['an unknown operator', { tagsFilter: { op: 'xor', nodes: [] } }],
    ['an operator over nothing', { tagsFilter: { op: 'and', nodes: [] } }],
    ['a filter that is too deep', { tagsFilter: deep(17) }],
    ['a filter that holds itself', { tagsFilter: itself() }],
    ['a filter that is too large', { tagsFilter: { key: 'a', cmp: 'in', vals: Array(1001).fill('x') } }],
    ['data twice', { data: 1, getData: () => 1 }],
    ['a delay over its bound', { minResubscribeDelay: 5, maxResubscribeDelay: 4 }],
  ])('refuse %s', (_, options) => {
    const { client } = broker()

    expect(codeOf(() => client.channel('a', options as SubscriptionOptions))).toBe('bad-option')
    expect(client.stats().channels).toBe(0)
  })

  it('go over to the engine, with numbers that stay exact', () => {
    const { client, fake } = broker()
    client.channel('a', {
      token: 't',
      getToken: () => '',
      data: { a: 1 },
      recoverable: true,
      since: { offset: 2n ** 60n, epoch: 'e' },
      tagsFilter: { op: 'and', nodes: [deep(16 - 1), { key: 'k', cmp: 'in', vals: ['x'] }] },
    })
    client.connect()

    expect(fake.said('subscribe')).toEqual([
      [
        'subscribe',
        'a',
        {
          token: 't',
          data: '{"a":1}',
          asksToken: true,
          asksData: false,
          positioned: false,
          recoverable: true,
          joinLeave: false,
          since: { offset: '1152921504606846976', epoch: 'e' },
          tagsFilter: { op: 'and', nodes: [deep(16 - 1), { key: 'k', cmp: 'in', vals: ['x'] }] },
        },
      ],
    ])
  })

  it('may ask for the newest of a cache, whatever its history', () => {
    const { client, fake } = broker()
    client.channel('a', { since: { offset: 0n, epoch: '' } })
    client.connect()

    expect(fake.said('subscribe')).toMatchObject([['subscribe', 'a', { since: { offset: '0', epoch: '' } }]])
  })

  it('are those of the first holder; others must not differ', () => {
    const { client, fake } = broker()
    const getToken = () => 'a'
    const first = client.channel('a', { recoverable: true, getToken })
    client.channel('a')
    client.channel('a', { recoverable: true, getToken: () => 'b' })
    expect(codeOf(() => client.channel('a', { recoverable: false, getToken }))).toBe('bad-option')
    client.connect()

    expect(fake.said('subscribe')).toHaveLength(1)
    expect(first.status).toBe('unsubscribed')
  })

  it('belong to a broker', async () => {
    const { client } = await world()
    const channel = (options: object) =>
      (client as unknown as { channel(...args: unknown[]): unknown }).channel('a', options)

    expect(codeOf(() => channel({ recoverable: true }))).toBe('bad-option')
  })
})

function itself(): FilterNode {
  const nodes: FilterNode[] = []
  const filter: FilterNode = { op: 'or', nodes }
  nodes.push(filter)
  return filter
}
