// How tabs find the shared worker that has no address.
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { ConnectionError } from '../../js/src/errors.js'
import { addressOf, berthOf } from '../../js/src/worker/berth.js'
import { holdLock, whenGone } from '../../js/src/worker/lock.js'
import { meet } from '../../js/src/worker/meet.js'
import type { Made } from '../../js/src/worker/script.js'
import { Locks } from './support/locks.js'
import { tick } from './support/world.js'

describe('the address of a worker', () => {
  const ours = 'https://app.test'
  const held = (...names: (string | undefined)[]) =>
    names.map((name) => ({ name, mode: 'exclusive', clientId: '' }) as LockInfo)
  const found = (...names: (string | undefined)[]) => addressOf('hawser b1', held(...names), ours)

  it('is read from the lock that it holds', () => {
    expect(found('other', berthOf('hawser b1', 5, 'blob:https://app.test/1'))).toBe('blob:https://app.test/1')
  })

  it('is that of the one that began last', () => {
    const [old, young] = [berthOf('hawser b1', 9, 'blob:https://app.test/1'), 'hawser b1 10 blob:https://app.test/2']
    expect([found(old, young), found(young, old)]).toEqual(['blob:https://app.test/2', 'blob:https://app.test/2'])
  })

  it.each([
    ['of another build', 'hawser b2 5 blob:https://app.test/1'],
    ['of another origin', 'hawser b1 5 blob:https://evil.test/1'],
    ['of no Blob', 'hawser b1 5 https://app.test/worker.js'],
    ['that is none', 'hawser b1 5 blob:app.test'],
    ['with more behind it', 'hawser b1 5 blob:https://app.test/1 x'],
    ['without a time', 'hawser b1 soon blob:https://app.test/1'],
    ['of the lock of a page', 'hawser 5ed4ed3c-6a3c-4c0e-8a70-5bb2b4d1ba14'],
    ['without a name', undefined],
  ])('is none %s', (_, name) => {
    expect(found(name)).toBeUndefined()
  })

  it('is none of whoever waits for its end', () => {
    const [lock] = held(berthOf('hawser b1', 5, 'blob:https://app.test/1'))
    expect(addressOf('hawser b1', [{ ...lock, mode: 'shared' }], ours)).toBeUndefined()
  })
})

describe('tabs that look for a worker', () => {
  const made: { address: string; name: string }[] = []
  let locks: Locks

  beforeEach(() => {
    made.length = 0
    locks = new Locks()
    let blobs = 0
    const blob = () => `blob:https://app.test/${++blobs}`
    class FakeSharedWorker {
      constructor(address: string, { name }: { name: string }) {
        made.push({ address, name })
      }
    }
    vi.stubGlobal('navigator', { locks })
    vi.stubGlobal('origin', 'https://app.test')
    vi.stubGlobal('SharedWorker', FakeSharedWorker)
    vi.spyOn(URL, 'createObjectURL').mockImplementation(blob)
    onTestFinished(() => {
      vi.unstubAllGlobals()
      vi.restoreAllMocks()
    })
  })

  /** A worker that says its first word, and holds its lock by then. */
  const boards = async ({ loaded }: Made) => {
    loaded()
    const { address, name } = made.at(-1) as (typeof made)[number]
    await holdLock(berthOf(name, made.length, address))
    return address
  }
  const joins = () => Promise.resolve(made.at(-1)?.address)
  const silent = () => Promise.reject(new Error('it does not answer'))

  it('begin with one of their own, and the next ones join it, however soon they come', async () => {
    // Whose turn comes first is nobody's choice.
    const enters = async (given: Made) => {
      const { held } = await locks.query()
      return held.some(({ name }) => name?.includes('blob:')) ? made.at(-1)?.address : boards(given)
    }
    const tabs = [meet(enters), meet(enters), meet(enters)]

    expect(await Promise.all(tabs)).toEqual([1, 1, 1].map((n) => `blob:https://app.test/${n}`))
    expect(new Set(made.map(({ name }) => name)).size).toBe(1)
    expect(made[0]?.name).toMatch(/^hawser [0-9a-f]{16}$/)
  })

  it('start another where it does not answer any more', async () => {
    await meet(boards)
    const board = vi.fn(boards).mockImplementationOnce(silent)

    expect(await meet(board)).toBe('blob:https://app.test/2')
    expect(made.map(({ address }) => address)).toEqual([1, 1, 2].map((n) => `blob:https://app.test/${n}`))
  })

  it('are told if there is no engine for it, and start no other', async () => {
    await meet(boards)
    const error = new ConnectionError('engine-failed', 'no memory', { reason: 'memory' })

    await expect(meet(() => Promise.reject(error))).rejects.toBe(error)
    expect(made).toHaveLength(2)
  })

  it('leave the turn to the next one if they fail', async () => {
    let fail = (_: Error) => {}
    const first = meet(() => new Promise((_, reject) => (fail = reject)))
    await expect.poll(() => made.length).toBe(1)
    const second = meet(boards)
    fail(new Error('it does not answer'))

    await expect(first).rejects.toThrow('it does not answer')
    expect(await second).toBe('blob:https://app.test/2')
  })

  it('do without if the one whose turn it is does nothing', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    void meet(() => new Promise(() => {}))
    await expect.poll(() => made.length).toBe(1)
    const second = expect(meet(joins)).rejects.toThrow('another tab is about to start it, and does not')
    await expect.poll(async () => (await locks.query()).pending.length).toBe(1)
    await vi.advanceTimersByTimeAsync(30_000)

    await second
  })

  it('hear together that it is gone', async () => {
    const { name, release } = await holdLock()
    const heard: number[] = []
    const over = new AbortController()
    whenGone(name, () => heard.push(1), new AbortController().signal)
    whenGone(name, () => heard.push(2), new AbortController().signal)
    whenGone(name, () => heard.push(3), over.signal)
    over.abort()
    await tick()
    expect(heard).toEqual([])
    release()
    await vi.waitFor(() => expect(heard).toEqual([1, 2]))
  })
})
