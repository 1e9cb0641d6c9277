import { beforeEach, describe, expect, it, vi } from 'vitest'
import { itHere, online, record, roll, uncaught, windClock } from './support/world.js'

const quick = { interval: 1000, timeout: 500 }

// Every link draws the whole interval.
beforeEach(() => roll(0))

describe('a heartbeat', () => {
  it('is not sent unless it is asked for', async () => {
    windClock()
    const { net } = await online()
    vi.advanceTimersByTime(120_000)

    expect(net.last.sent).toEqual([])
  })

  itHere('is sent after silence, and its reply is the round trip and for no listener', async () => {
    windClock()
    const { client, net } = await online({ heartbeat: true })
    const told = record(client, ['message', 'error'])
    vi.advanceTimersByTime(4999)
    expect(net.last.sent).toEqual([])
    vi.advanceTimersByTime(1)
    expect(net.last.said).toEqual([{ type: 'ping' }])
    vi.advanceTimersByTime(30)
    net.last.receives({ type: 'pong' })

    expect(told).toEqual([])
    expect(client.stats().rtt).toBe(30)
  })

  itHere('comes after half the interval at the earliest, by lot', async () => {
    windClock()
    roll(0.999)
    const { net } = await online({ heartbeat: true })
    vi.advanceTimersByTime(2499)
    expect(net.last.sent).toEqual([])
    vi.advanceTimersByTime(10)
    expect(net.last.said).toEqual([{ type: 'ping' }])
  })

  it('that is not answered ends the link', async () => {
    windClock()
    const { client, net } = await online({ heartbeat: quick })
    const told = record(client, ['error', 'close'])
    vi.advanceTimersByTime(1500)

    expect(told).toEqual([
      ['error', 'unanswered'],
      ['close', { code: 1006, reason: '', wasClean: false }],
    ])
    expect(net.last.closes).not.toHaveLength(0)
  })

  itHere('is any text, with any text as its reply', async () => {
    windClock()
    const { client, net } = await online({ heartbeat: { ...quick, message: '♥', reply: { text: '♡' } } })
    const told = record(client, ['message'])
    vi.advanceTimersByTime(1000)
    net.last.receives('♡')

    expect([net.last.sent, told, client.stats().rtt]).toEqual([['♥'], [], 0])
  })

  itHere("is written with the envelope's field, and answered by another type", async () => {
    windClock()
    const { client, net } = await online({ envelope: { type: 'op' }, heartbeat: { ...quick, reply: 'ack' } })
    vi.advanceTimersByTime(1000)
    net.last.receives({ op: 'ack' })

    expect([net.last.sent, client.stats().rtt]).toEqual([['{"op":"ping"}'], 0])
  })

  it('may have a predicate for its reply', async () => {
    windClock()
    const asked: unknown[] = []
    const reply = (message: unknown) => {
      asked.push(message)
      return (message as { op?: number }).op === 11
    }
    const { client, net } = await online({ heartbeat: { ...quick, message: { op: 1 }, reply } })
    const told = record(client, ['message'])
    net.last.receives({ op: 11 })
    vi.advanceTimersByTime(1000)
    net.last.receives({ op: 0 }, 'text')
    vi.advanceTimersByTime(20)
    net.last.receives({ op: 11 }, { op: 11 })

    expect(told).toEqual([
      ['message', { op: 11 }],
      ['message', { op: 0 }],
      ['message', 'text'],
      ['message', { op: 11 }],
    ])
    expect(client.stats().rtt).toBe(20)
    expect(asked).toEqual([{ op: 0 }, 'text', { op: 11 }])
  })

  it('a predicate that throws is reported, and the message delivered', async () => {
    windClock()
    const errors = uncaught()
    const reply = () => {
      throw new Error('a bug')
    }
    const { client, net } = await online({ heartbeat: { ...quick, reply } })
    const told = record(client, ['message'])
    vi.advanceTimersByTime(1000)
    net.last.receives({ a: 1 })

    expect([told, errors.length]).toEqual([[['message', { a: 1 }]], 1])
  })
})
