import { expect, it } from 'vitest'
import { latestShelf } from '../../js/src/shelf.js'
import type { Listed } from '../../js/src/views.js'

it('lists are told what was left out', () => {
  const shelf = latestShelf(undefined)
  shelf.put(1, {})
  shelf.take([3, []] satisfies Listed)
  expect(shelf.read(1)).toBeUndefined()
})
