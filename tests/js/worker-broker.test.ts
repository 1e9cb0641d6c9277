import { type CentrifugoClient, centrifugo } from 'hawser'
import { createClient } from 'hawser/slim'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { ashore } from './support/ashore.js'
import { tick } from './support/world.js'

const page = ashore()

const join = (key = 'k') =>
  createClient('ws://host', {
    engine: page.worker.load(key),
    WebSocket: page.net.WebSocket,
    protocol: centrifugo(),
  }) as unknown as CentrifugoClient
const commands = () =>
  page.net.last.sent
    .flatMap((text) => String(text).split('\n'))
    .map((line) => JSON.parse(line) as Record<string, never>)
const last = (name: string) =>
  commands()
    .filter((command) => name in command)
    .at(-1) as unknown as { id: number }

async function first(key = 'k') {
  const ann = join(key)
  onTestFinished(() => ann.destroy())
  ann.connect()
  page.net.last.opens()
  page.net.last.receives({
    id: 1,
    connect: { client: 'c', version: '5', data: { hi: 'é' }, subs: { mine: { positioned: true, epoch: 'm' } } },
  })
  ann.channel('news', { recoverable: true })
  await tick()
  page.net.last.receives({
    id: last('subscribe').id,
    subscribe: { recoverable: true, positioned: true, epoch: 'e', offset: 5, data: { word: 'ß' } },
  })
  page.net.last.receives({ push: { channel: 'news', pub: { data: 1, offset: 6, info: { client: 'x', user: 'u' } } } })
  return ann
}

describe('clients that share a connection to a broker', () => {
  it('come late to a channel, and know where it is', async () => {
    await first()
    const bob = join()
    onTestFinished(() => bob.destroy())
    const told: unknown[] = []
    bob.on('open', ({ data, client, reconnected }) => told.push(['open', data, client, reconnected]))
    bob.on('subscription', ({ channel, status }) => told.push([channel, status]))
    const news = bob.channel('news', { recoverable: true })
    news.on('subscribed', (context) => told.push(['news', context]))
    news.on('message', (data, { offset, info }) => told.push([data, offset, info?.user]))
    bob.connect()
    await bob.ready()
    expect(news.position).toEqual({ offset: 6n, epoch: 'e' })
    page.net.last.receives({ push: { channel: 'news', pub: { data: 2, offset: 7, info: { client: 'x', user: 'u' } } } })

    expect(told).toEqual([
      ['open', { hi: 'é' }, 'c', false],
      ['mine', 'subscribed'],
      [
        'news',
        {
          recoverable: true,
          positioned: true,
          recovered: false,
          wasRecovering: false,
          position: { offset: 6n, epoch: 'e' },
          data: { word: 'ß' },
        },
      ],
      [2, 7n, 'u'],
    ])
    expect(commands().filter((command) => 'subscribe' in command)).toHaveLength(1)
  })

  it('call with the same tickets, and get each their own reply', async () => {
    const ann = await first()
    const bob = join()
    onTestFinished(() => bob.destroy())
    bob.connect()
    await bob.ready()
    const calls = [ann.rpc('a'), bob.rpc('b')]
    await tick()
    for (const { id, rpc } of commands() as unknown as { id: number; rpc?: { method: string } }[])
      if (rpc) page.net.last.receives({ id, rpc: { data: `to ${rpc.method}` } })

    expect(await Promise.all(calls)).toEqual(['to a', 'to b'])
  })
})

describe('a page that reads too slowly what a broker says', () => {
  const publishes = (channel: string, from: number, to: number) => {
    for (let offset = from; offset <= to; offset++)
      page.net.last.receives({ push: { channel, pub: { data: offset, offset } } })
  }

  async function listening(key: string) {
    await page.limit({ records: 10, bytes: 1e6 })
    const ann = await first(key)
    const told: unknown[] = []
    const news = ann.channel('news')
    news.on('message', (data) => told.push(data))
    news.on('subscribed', ({ wasRecovering, recovered, position }) => told.push({ wasRecovering, recovered, position }))
    ann.on('error', ({ code, details }) => told.push([code, details]))
    return { ann, news, told }
  }
  const hole = (offset: bigint) => ({ wasRecovering: true, recovered: false, position: { offset, epoch: 'e' } })

  it.each([
    ['of its own', ''],
    ['shared', 'k'],
  ])('is told of the hole in its channel, and goes on behind it: in a worker %s', async (_, key) => {
    const { news, told } = await listening(key)
    page.worker.hold()
    publishes('news', 7, 40)
    page.worker.release()
    publishes('news', 41, 41)

    expect(told).toEqual([...[7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17], ['overflow', { messages: 23 }], hole(40n), 41])
    expect(news.position).toEqual({ offset: 41n, epoch: 'e' })
  })

  it('is told so once the channel is subscribed again, if it is not meanwhile', async () => {
    const { told } = await listening('')
    page.worker.hold()
    publishes('news', 7, 40)
    page.net.last.receives({ push: { channel: 'news', unsubscribe: { code: 2500, reason: 'again' } } })
    page.worker.release()
    expect(told.at(-1)).toEqual(['overflow', { messages: 23 }])
    told.length = 0
    await vi.waitFor(() => expect(last('subscribe')).toMatchObject({ subscribe: { recover: true, offset: 40 } }))
    const subscribe = {
      recoverable: true,
      positioned: true,
      epoch: 'e',
      offset: 40,
      recovered: true,
      was_recovering: true,
    }
    page.net.last.receives({ id: last('subscribe').id, subscribe })

    expect(told).toEqual([hole(40n)])
  })

  it('is told so, too, when it comes back after it went', async () => {
    const { ann, news, told } = await listening('k')
    const bob = join()
    onTestFinished(() => bob.destroy())
    bob.channel('news')
    bob.connect()
    page.worker.hold()
    publishes('news', 7, 40)
    ann.disconnect()
    page.worker.obey()
    page.worker.release()
    ann.connect()

    expect(told.at(-1)).toEqual(hole(40n))
    expect(news.position).toEqual({ offset: 40n, epoch: 'e' })
  })

  it('is told of no hole in a channel of which nothing is missing, and where it is now', async () => {
    const { ann, told } = await listening('')
    const quiet = ann.channel('mine')
    quiet.on('subscribed', () => told.push('mine'))
    const before = told.length
    page.worker.hold()
    for (let n = 0; n < 20; n++) page.net.last.receives({ push: { channel: 'mine', pub: { data: n, offset: n + 1 } } })
    page.worker.release()

    expect(told.slice(before)).toEqual([])
    expect(quiet.position).toEqual({ offset: 20n, epoch: 'm' })
  })
})
