import { cleanup, render } from '@testing-library/react'
import { createClient, load } from 'hawser'
import { HawserProvider, useClient, useStatus } from 'hawser/react'
import { StrictMode } from 'react'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { createLine } from './support/line.js'
import { GONE, pause } from './support/pause.js'
import { expectQuiet } from './support/quiet.js'

expectQuiet()
beforeAll(() => load())
afterEach(cleanup)

const Status = () => useStatus()

it('connects while it is there, with a url', async () => {
  const line = createLine()
  const { container, unmount } = render(
    <HawserProvider url="ws://host" options={line.options}>
      <Status />
    </HawserProvider>,
    { wrapper: StrictMode },
  )
  await pause()
  expect(container.textContent).toBe('open')
  unmount()
  await pause(GONE)

  expect(line.calls).toEqual(['connect', 'disconnect'])
})

it('leaves a client that was given to its owner', async () => {
  const line = createLine()
  const client = createClient('ws://host', line.options)
  const seen: unknown[] = []
  const Seer = () => {
    seen.push(useClient())
    return null
  }
  const { unmount } = render(
    <HawserProvider client={client}>
      <Seer />
    </HawserProvider>,
  )
  await pause()
  unmount()
  await pause(GONE)

  expect(line.calls).toEqual([])
  expect(new Set(seen)).toEqual(new Set([client]))
})

it('is missed with a clear error', () => {
  vi.mocked(console.error).mockImplementation(() => {})
  expect(() => render(<Status />)).toThrow(/no HawserProvider above/)
  vi.mocked(console.error).mockClear()
})
