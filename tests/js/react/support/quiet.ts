import { afterEach, beforeEach, expect, vi } from 'vitest'

/** React complains on the console: a test that makes it complain fails. */
export function expectQuiet(): void {
  beforeEach(() => {
    Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
    vi.spyOn(console, 'error')
    vi.spyOn(console, 'warn')
  })
  afterEach(() => {
    const said = [console.error, console.warn].flatMap((say) => vi.mocked(say).mock.calls)
    vi.restoreAllMocks()
    expect(said).toEqual([])
  })
}
