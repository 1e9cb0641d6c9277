import { type CentrifugoClient, type CentrifugoOptions, type ClientOptions, centrifugo } from 'hawser'
import { createClient } from 'hawser/slim'
import { onTestFinished } from 'vitest'
import { fakeEngine, say } from './fake-engine.js'

export const [idle, connecting, open, closing, waiting, failed] = [0, 1, 2, 3, 4, 5]
export const [unsubscribed, subscribing, subscribed] = [0, 1, 2]
export const [done, refused, timedOut, closed] = [0, 1, 2, 3]

/** A broker's client on an engine in the test's hand. Destroyed after the test. */
export function broker(options: CentrifugoOptions = {}, more: Partial<ClientOptions> = {}) {
  const fake = fakeEngine()
  const client = createClient('ws://host', {
    engine: fake.load,
    WebSocket: class {},
    protocol: centrifugo(options),
    ...more,
  }) as CentrifugoClient
  onTestFinished(() => client.destroy())
  return { client, fake }
}

/** The same with an open link, and what went in so far forgotten. */
export function online(options: CentrifugoOptions = {}, more: Partial<ClientOptions> = {}) {
  const made = broker(options, more)
  made.client.connect()
  made.fake.tell(null, say.changed(connecting), say.changed(open), say.connected({ client: 'c1', version: '5' }))
  made.fake.said()
  return made
}

/** A turn of microtasks: batches are flushed, promises are told. */
export const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
