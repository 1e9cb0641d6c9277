import { type CentrifugoClient, type ClientOptions, centrifugo, type SubscriptionOptions } from 'hawser'
import { createClient } from 'hawser/slim'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { ashore } from './support/ashore.js'
import { tick, windClock } from './support/world.js'

const page = ashore()
beforeEach(() => windClock())

/** Two tabs on one connection to a broker. */
function join(options: Partial<ClientOptions> = {}): CentrifugoClient {
  const protocol = centrifugo()
  const shared = { engine: page.worker.load('k'), WebSocket: page.net.WebSocket, protocol }
  const made = createClient('ws://host', { ...shared, ...options }) as unknown as CentrifugoClient
  onTestFinished(() => made.destroy())
  return made
}

const commands = () =>
  page.net.last.sent
    .flatMap((text) => String(text).split('\n'))
    .map((line) => JSON.parse(line) as Record<string, unknown> & { id: number })
const subscribed = () => commands().filter((command) => 'subscribe' in command)

const at = (offset: number, epoch = 'e') => ({ offset: BigInt(offset), epoch })
const pub = (offset: number) => ({ data: offset, offset })
const publish = (...offsets: number[]) => {
  for (const offset of offsets) page.net.last.receives({ push: { channel: 'news', pub: pub(offset) } })
}

const inOneFrame = (...pushes: object[]) =>
  page.net.last.receives(pushes.map((push) => JSON.stringify({ push })).join('\n'))

/** It comes back after so many milliseconds. */
const after = (first: number): Partial<ClientOptions> => ({ reconnect: { first, jitter: 'none' } })

/** What is told of the channel `news`: how it was subscribed, and its messages. */
function following(client: CentrifugoClient, options: SubscriptionOptions = {}) {
  const told: unknown[] = []
  const news = client.channel('news', { recoverable: true, ...options })
  news.on('subscribed', ({ wasRecovering, recovered, position }) => told.push([wasRecovering, recovered, position]))
  news.on('message', (data) => told.push(data))
  return { news, told }
}

/** The server lets them in. @param subs - what it chose */
const letsIn = (subs: object = {}) =>
  page.net.last.receives({ id: commands()[0]?.id ?? 0, connect: { client: 'c', version: '5', subs } })

function opens(client: CentrifugoClient, subs?: object) {
  client.connect()
  page.net.last.opens()
  letsIn(subs)
}

/** It subscribes `news`, and sends what was recovered. */
function accepts(offset: number, fields: object = {}, epoch = 'e') {
  const subscribe = { recoverable: true, positioned: true, epoch, offset, ...fields }
  page.net.last.receives({ id: subscribed().at(-1)?.id ?? 0, subscribe })
}

/** The link is lost, and there again, with nothing to recover. */
async function comesBack(offset: number, subs?: object) {
  page.net.last.drops()
  await vi.advanceTimersByTimeAsync(200)
  page.net.last.opens()
  letsIn(subs)
  await tick()
  accepts(offset, recovering)
}
/** A channel that the server chose. */
const mine = (offset: number, fields: object = {}) => ({
  mine: { recoverable: true, positioned: true, epoch: 'm', offset, ...fields },
})
const publishMine = (offset: number) =>
  page.net.last.receives({ push: { channel: 'mine', pub: { data: `mine ${offset}`, offset } } })

const seesChosen = (client: CentrifugoClient, told: unknown[]) =>
  client.on('subscription', ({ channel, status, ...rest }) =>
    told.push([channel, status, 'recovered' in rest && rest.recovered]),
  )

const recovering = { was_recovering: true, recovered: true }

describe('tabs that are at different places of a channel', () => {
  it('get what they miss of what is recovered, and no more', async () => {
    const [ann, bob] = [join(after(100)), join(after(100))]
    const [first, second] = [following(ann, { since: at(5) }), following(bob, { since: at(7) })]
    bob.connect()
    opens(ann)
    await tick()
    expect(subscribed()).toMatchObject([{ subscribe: { recover: true, offset: 7 } }])
    accepts(7, { ...recovering, publications: [pub(8)] })
    publish(9)
    await comesBack(9)

    expect(first.told).toEqual([[true, false, at(7)], 8, 9, [true, true, at(9)]])
    expect(second.told).toEqual([[true, true, at(7)], 8, 9, [true, true, at(9)]])
  })

  it('hear nothing twice', async () => {
    const [ann, bob] = [join(), join()]
    const [first, second] = [following(ann, { since: at(5) }), following(bob, { since: at(7) })]
    ann.connect()
    opens(bob)
    await tick()
    accepts(5, { ...recovering, publications: [pub(6), pub(7), pub(8)] })
    expect([first.news.position, second.news.position]).toEqual([at(8), at(8)])
    publish(9)

    expect(first.told).toEqual([[true, true, at(5)], 6, 7, 8, 9])
    expect(second.told).toEqual([[true, true, at(5)], 8, 9])
  })

  it.each([
    ['the newest, that nothing is missing', at(6), true],
    ['an older one, that something is', at(5), false],
    ['another history, that something is', at(6, 'other'), false],
  ])('are told, if they come late from %s', async (_, since, recovered) => {
    const ann = join(after(100))
    following(ann)
    opens(ann)
    await tick()
    accepts(5)
    publish(6)
    const bob = join(after(100))
    const { told } = following(bob, { since })
    bob.connect()
    await bob.ready()
    publish(7)
    await comesBack(7)

    expect(told).toEqual([[true, recovered, at(6)], 7, [true, true, at(7)]])
  })

  it('are told so, too, where the server could recover nothing', async () => {
    const [ann, bob] = [join(), join()]
    const [first, second] = [following(ann, { since: at(5) }), following(bob, { since: at(9) })]
    ann.connect()
    opens(bob)
    await tick()
    accepts(8, { was_recovering: true })

    expect([first.told, second.told]).toEqual([[[true, false, at(8)]], [[true, false, at(8)]]])
  })

  it('begin anew with a channel that they let go of', async () => {
    const [ann, bob] = [join(), join()]
    following(ann, { since: at(7) })
    const { news } = following(bob, { since: at(5) })
    ann.connect()
    opens(bob)
    await tick()
    news.close()
    const { told } = following(bob)
    accepts(7, recovering)

    expect(told).toEqual([[true, true, at(7)]])
  })

  it('get the newest publication of a history that none of them knows', async () => {
    const [ann, bob, col] = [join(), join(), join()]
    const crew = [
      following(ann, { since: at(5, 'old') }),
      following(bob, { since: at(7, 'old') }),
      following(col, { since: at(3, 'old') }),
    ]
    ann.connect()
    bob.connect()
    opens(col)
    await tick()
    accepts(5, { ...recovering, publications: [pub(2)] }, 'new')

    expect(crew.map(({ told }) => told)).toEqual([
      [[true, true, at(0, 'new')], 2],
      [[true, true, at(0, 'new')], 2],
      [[true, true, at(0, 'new')], 2],
    ])
    expect(crew.map(({ news }) => news.position)).toEqual([at(2, 'new'), at(2, 'new'), at(2, 'new')])
  })
})

describe('a tab that was away while its line went on', () => {
  async function two() {
    const [ann, bob] = [join(), join()]
    following(ann)
    const { told, news } = following(bob)
    bob.connect()
    opens(ann, mine(1))
    await tick()
    accepts(5)
    publish(6)
    seesChosen(bob, told)
    bob.disconnect()
    told.length = 0
    return { ann, bob, news, told }
  }

  it('is told what it missed', async () => {
    const { bob, told } = await two()
    publish(7)
    publishMine(2)
    bob.connect()
    publish(8)

    expect(told).toEqual([['mine', 'subscribed', false], [true, false, at(7)], 8])
  })

  it('is told that it missed nothing', async () => {
    const { bob, told } = await two()
    bob.connect()
    publish(7)

    expect(told).toEqual([['mine', 'subscribed', true], [true, true, at(6)], 7])
  })

  it('is told of what was on its way when it went', async () => {
    const [ann, bob] = [join(), join()]
    following(ann)
    const { told } = following(bob)
    bob.connect()
    opens(ann)
    await tick()
    accepts(5)
    page.worker.hold()
    publish(6)
    bob.disconnect()
    page.worker.release()
    bob.connect()
    publish(7)

    expect(told).toEqual([[false, false, at(5)], [true, false, at(6)], 7])
  })

  it('is told of what was in the frame of which a message made it go', async () => {
    const [ann, bob] = [join(), join()]
    following(ann)
    const { told, news } = following(bob)
    news.on('message', (data) => data === 6 && bob.disconnect())
    bob.connect()
    opens(ann)
    await tick()
    accepts(5)
    inOneFrame(...[6, 7, 8].map((offset) => ({ channel: 'news', pub: pub(offset) })))
    bob.connect()
    publish(9)

    expect(told).toEqual([[false, false, at(5)], 6, [true, false, at(8)], 9])
  })

  it('knows where it was also if it went before it was told', async () => {
    const [ann, bob] = [join(), join()]
    following(ann, { since: at(7) })
    const { told } = following(bob, { since: at(5) })
    ann.connect()
    opens(bob)
    await tick()
    bob.disconnect()
    accepts(7, recovering)
    bob.connect()

    expect(told).toEqual([[true, false, at(7)]])
  })

  it('is told so, too, if it is the only one then', async () => {
    const { ann, bob, told } = await two()
    ann.channel('news').close()
    ann.disconnect()
    bob.connect()
    await vi.advanceTimersByTimeAsync(10)
    page.net.last.opens()
    letsIn()
    await tick()
    accepts(8)
    publish(9)

    expect(told.slice(-2)).toEqual([[true, false, at(8)], 9])
  })
})

describe('tabs whose worker was killed', () => {
  function watching(client: CentrifugoClient) {
    const { told } = following(client)
    seesChosen(client, told)
    client.on('message', (data) => told.push(data))
    return told
  }

  /**
   * Two whose engine stopped: after how many ms each of them comes back, of which the later one isn't back yet.
   * @param meanwhile - what the second one doesn't get any more
   */
  async function two(delays: readonly [number, number], meanwhile = () => {}) {
    const [ann, bob] = [join(after(delays[0])), join(after(delays[1]))]
    const watched = [watching(ann), watching(bob)] as const
    bob.connect()
    opens(ann, mine(1))
    await tick()
    accepts(5)
    publish(6)
    page.worker.deaf(0, meanwhile)
    page.worker.trap()
    await expect(ann.publish('other', 'x')).rejects.toMatchObject({ code: 'closed' })
    for (const told of watched) told.length = 0
    await vi.advanceTimersByTimeAsync(100)
    await vi.waitFor(() => expect(page.net.sockets).toHaveLength(2))
    return { ann: watched[0], bob: watched[1], client: bob }
  }

  const opened = async () => {
    page.net.last.opens()
    await tick()
  }
  /** The server lets them in again, and has so much to recover. */
  const accepted = (mines: number, news: number, publications: object[] = []) => {
    letsIn(mine(mines, recovering))
    accepts(news, { ...recovering, publications })
  }

  it('miss nothing where nothing came meanwhile', async () => {
    const { bob } = await two([100, 500])
    await opened()
    accepted(1, 6)
    await vi.advanceTimersByTimeAsync(400)
    publish(7)

    expect(bob).toEqual([['mine', 'subscribed', true], [true, true, at(6)], 7])
  })

  it('are told what they miss of what came before they were back', async () => {
    const { bob } = await two([100, 500])
    await opened()
    accepted(1, 6)
    publish(7)
    publishMine(2)
    await vi.advanceTimersByTimeAsync(400)
    publish(8)

    expect(bob).toEqual([['mine', 'subscribed', false], [true, false, at(7)], 8])
  })

  it('are told of all that was chosen, also if they come while the line is made', async () => {
    const { bob } = await two([100, 500])
    await opened()
    await vi.advanceTimersByTimeAsync(400)
    accepted(1, 6)
    publishMine(2)

    expect(bob).toEqual([['mine', 'subscribed', true], [true, true, at(6)], 'mine 2'])
  })

  /** In one frame, which is the last that is told. */
  const unread = () =>
    inOneFrame({ channel: 'news', pub: pub(7) }, { channel: 'mine', pub: { data: 'mine 2', offset: 2 } })

  it('are told of what the one that came first had read, and they had not', async () => {
    const { ann, bob } = await two([100, 500], unread)
    await vi.advanceTimersByTimeAsync(400)
    await opened()
    expect(commands()[0]).toMatchObject({ connect: { subs: { mine: { offset: 2 } } } })
    accepted(2, 7)
    publish(8)

    expect(ann).toEqual([['mine', 'subscribed', true], [true, true, at(7)], 8])
    expect(bob).toEqual([['mine', 'subscribed', false], [true, false, at(7)], 8])
  })

  it('know where they were in what was chosen also if they went before they were told', async () => {
    const { bob, client } = await two([100, 500], unread)
    await vi.advanceTimersByTimeAsync(400)
    await opened()
    client.disconnect()
    bob.length = 0
    accepted(2, 7)
    client.connect()
    await comesBack(7, mine(2, recovering))

    expect(bob).toEqual([
      ['mine', 'subscribed', false],
      [true, false, at(7)],
      ['mine', 'subscribing', false],
      ['mine', 'subscribed', true],
      [true, true, at(7)],
    ])
  })

  it('hear nothing twice of what the one that came first had not read', async () => {
    const { ann, bob } = await two([500, 100], unread)
    await vi.advanceTimersByTimeAsync(400)
    await opened()
    accepted(1, 6, [pub(7), pub(8)])
    publishMine(2)
    publishMine(3)

    expect(ann).toEqual([['mine', 'subscribed', true], [true, true, at(6)], 8, 'mine 3'])
    expect(bob).toEqual([['mine', 'subscribed', true], [true, true, at(6)], 7, 8, 'mine 2', 'mine 3'])
  })
})
