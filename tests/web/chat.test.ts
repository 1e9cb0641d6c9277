import { afterEach, beforeEach, expect, it } from 'vitest'
import { createServer } from '../../web/server/index.js'
import { type Caller, call } from './caller.js'

const channel = 'room:harbour'
let server: Awaited<ReturnType<typeof createServer>>
const callers: Caller[] = []

/** Somebody who has entered the room. */
async function enters(client: string, name = client) {
  const caller = await call(server.url, { client })
  callers.push(caller)
  caller.say({ type: 'hello', payload: { name } }).say({ type: 'subscribe', channel })
  await caller.hears('users')
  return caller
}

const says = (id: string, text: string) => ({ type: 'chat', channel, payload: { id, text } })

beforeEach(async () => {
  server = await createServer({ grace: 50 })
})
afterEach(async () => {
  for (const caller of callers.splice(0)) caller.socket.terminate()
  await server.close()
})

it('confirms, then gives the history and who is there', async () => {
  const ada = await enters('client-ada', 'Ada')
  expect(ada.heard.map(({ type }) => type)).toEqual(['subscribed', 'history', 'users'])
  expect(ada.heard[2]?.payload).toEqual([{ user: 'client-ada', name: 'Ada' }])
})

it('tells a line to all, its author included, under the id that the author gave it', async () => {
  const ada = await enters('client-ada', 'Ada')
  const bob = await enters('client-bob')
  ada.say(says('line-0001', ' land ho '))
  for (const caller of [ada, bob]) {
    const { payload } = await caller.hears('chat')
    expect(payload).toMatchObject({ id: 'line-0001', user: 'client-ada', name: 'Ada', text: 'land ho' })
  }
})

it('takes a line that is sent twice as one', async () => {
  const ada = await enters('client-ada')
  const bob = await enters('client-bob')
  ada.say(says('line-0001', 'once')).say(says('line-0001', 'once'))
  await ada.hears('chat')
  await ada.hears('chat')
  ada.say(says('line-0002', 'then'))
  await bob.hears('chat', ({ payload }) => (payload as { text: string }).text === 'then')
  expect(bob.heard.filter(({ type }) => type === 'chat')).toHaveLength(2)
})

it('gives a newcomer what was said before', async () => {
  const ada = await enters('client-ada')
  ada.say(says('line-0001', 'one')).say(says('line-0002', 'two'))
  const bob = await enters('client-bob')
  expect((await bob.hears('history')).payload).toMatchObject([{ text: 'one' }, { text: 'two' }])
})

it('tells of those who come, type and go, but not to themselves', async () => {
  const ada = await enters('client-ada')
  const bob = await enters('client-bob', 'Bob')
  bob.say({ type: 'typing', channel }).say({ type: 'unsubscribe', channel })
  for (const type of ['user-joined', 'typing', 'user-left']) {
    expect((await ada.hears(type)).payload).toMatchObject({ user: 'client-bob', name: 'Bob' })
  }
  await bob.settled()
  expect(bob.heard.map(({ type }) => type)).toEqual(['subscribed', 'history', 'users'])
})

it('does not tell of a user who was lost and is back within the grace', async () => {
  const ada = await enters('client-ada')
  const bob = await enters('client-bob')
  bob.socket.terminate()
  await enters('client-bob')
  await new Promise((resolve) => setTimeout(resolve, 120))
  await ada.settled()
  expect(ada.heard.map(({ type }) => type)).toEqual(['subscribed', 'history', 'users', 'user-joined'])
})

it('tells of a user who was lost and stays away', async () => {
  const ada = await enters('client-ada')
  const bob = await enters('client-bob')
  bob.socket.terminate()
  expect((await ada.hears('user-left')).payload).toMatchObject({ user: 'client-bob' })
})

it('tells the lobby how busy the rooms are', async () => {
  const watcher = await enters('client-watch')
  watcher.say({ type: 'subscribe', channel: 'lobby' })
  expect((await watcher.hears('rooms')).payload).toContainEqual({
    name: 'harbour',
    title: 'Harbour',
    users: 1,
    total: 0,
  })
  const ada = await enters('client-ada')
  expect((await watcher.hears('room')).payload).toMatchObject({ users: 2 })
  ada.say(says('line-0001', 'news'))
  expect((await watcher.hears('room')).payload).toMatchObject({ total: 1 })
})
