import fc from 'fast-check'
import { expect, it } from 'vitest'
import { online } from './support/broker.js'
import { FakeFrame, say } from './support/fake-engine.js'
import { uncaught } from './support/world.js'

/** A frame with a publication for each value, and who hears them. */
function heard(values: readonly unknown[], amend: (frame: FakeFrame) => void = () => {}) {
  const { client, fake } = online()
  const told: unknown[] = []
  const off = client.channel('news').on('message', (payload) => told.push(payload))
  const frame = new FakeFrame()
  amend(frame)
  const records = values.map((value) => say.publication(0, 1, frame.json(value)))
  return { told, off, client, tell: () => fake.tell(frame, ...records) }
}

it('payloads of one frame are what each is by itself', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { maxLength: 8 }), fc.constantFrom('', 'é'), (values, text) => {
      const { told, tell } = heard(values, (frame) => frame.put(text))
      tell()
      expect(told).toEqual(JSON.parse(JSON.stringify(values)))
    }),
    { numRuns: 60 },
  )
})

it('one that is no JSON after all harms no other', () => {
  const { client, fake } = online()
  const told: unknown[] = []
  client.channel('news').on('message', (payload) => told.push(payload))
  client.on('error', ({ code }) => told.push(code))
  const frame = new FakeFrame()
  const one = frame.json(1)
  const broken = frame.put('{"a":')
  const records = [one, broken, frame.json([2])].map((place) => say.publication(0, 1, place))
  fake.tell(frame, ...records)
  expect(told).toEqual([1, 'bad-message', [2]])
})

it('two that are JSON only together are none', () => {
  const { client, fake } = online()
  const told: unknown[] = []
  client.channel('news').on('message', (payload) => told.push(payload))
  client.on('error', ({ code }) => told.push(code))
  const frame = new FakeFrame()
  const records = [frame.put('[1'), frame.put('2]')].map((place) => say.publication(0, 1, place))
  fake.tell(frame, ...records)
  expect(told).toEqual(['bad-message', 'bad-message'])
})

it('a listener that leaves meanwhile, or throws, changes nothing for the others', () => {
  const errors = uncaught()
  const { told, off, client, tell } = heard([1, 2, 3])
  const others: unknown[] = []
  client.channel('news').on('message', (payload) => {
    others.push(payload)
    if (payload === 1) off()
    if (payload === 2) throw new Error('a bug')
  })
  tell()
  expect([told, others]).toEqual([[1], [1, 2, 3]])
  expect(errors).toEqual([new Error('a bug')])
})

it('who hangs up in a listener hears no more of the frame', () => {
  const { told, client, tell } = heard([1, 2, 3])
  client.channel('news').on('message', () => client.disconnect())
  tell()
  expect(told).toEqual([1])
})
