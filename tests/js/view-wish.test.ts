import { describe, expect, it } from 'vitest'
import { keepingOf, wishOf } from '../../js/src/view-wish.js'
import { codeOf } from './support/world.js'

describe('what a view keeps', () => {
  it('is as documented where nothing is said', () => {
    const keeping = { limit: 10_000, maxBytes: 16_777_216, every: undefined, maxAge: undefined }
    expect(keepingOf({})).toEqual(keeping)
    expect(wishOf('symbol', keepingOf({}))).toEqual({ ...keeping, key: 'symbol' })
    expect(wishOf(undefined, keepingOf({ limit: 5 }))).toEqual({ ...keeping, limit: 1 })
  })

  it.each([[{ limit: 0 }], [{ limit: 1.5 }], [{ every: -1 }], [{ maxAge: Number.NaN }], [{ maxBytes: 0 }]])(
    'is refused as %j',
    (options) => {
      expect(codeOf(() => keepingOf(options))).toBe('bad-option')
    },
  )

  it.each(['', 'a..b', 5])('is refused under the key %j', (key) => {
    expect(codeOf(() => wishOf(key as string, keepingOf({})))).toBe('bad-option')
  })
})
