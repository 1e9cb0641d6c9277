import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Peer } from '../../web/server/peer.js'
import { Quotes } from '../../web/server/quotes.js'

interface Figures {
  sent: number
  skipped: number
}

let quotes: Quotes

/** A peer that keeps what it is told. */
function listener(backlog = 0) {
  const frames: string[] = []
  const told: Figures[] = []
  const peer = {
    backlog,
    weather: { frozen: false },
    together: (work: () => void) => work(),
    write: (frame: string) => frames.push(frame),
    send: ({ payload }: { payload: Figures }) => told.push(payload),
  }
  return { peer: peer as unknown as Peer, frames, told }
}

beforeEach(() => {
  vi.useFakeTimers()
  quotes = new Quotes()
})
afterEach(() => {
  quotes.stop()
  vi.useRealTimers()
})

it.each([1, 30, 1000, 20_000])('sends %i a second', (perSecond) => {
  const { peer, frames } = listener()
  quotes.enter(peer)
  quotes.rate(peer, perSecond)
  vi.advanceTimersByTime(10_000)
  expect(frames.length / 10 / perSecond).toBeCloseTo(1, 1)
})

it('skips a client that is too slow to take them, and tells it', () => {
  const { peer, frames, told } = listener(2_000_000)
  quotes.enter(peer)
  vi.advanceTimersByTime(2000)
  expect(frames).toEqual([])
  expect(told[0]?.skipped).toBeGreaterThan(90)
})

it('makes no quotes for nobody', () => {
  const { peer } = listener()
  quotes.enter(peer)
  quotes.leave(peer)
  expect(vi.getTimerCount()).toBe(0)
})
