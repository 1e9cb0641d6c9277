import { expect, it } from 'vitest'
import { createBoard } from '../../web/src/live/board'
import { Market } from '../../web/server/market.js'

it('takes a board apart into the quotes that changed', () => {
  const board = createBoard()
  expect(board.changes(['ABC 12.34 0.0100', 'DEF 5.00 -0.0200'])).toEqual([
    { symbol: 'ABC', price: 12.34, change: 0.01, n: 1 },
    { symbol: 'DEF', price: 5, change: -0.02, n: 2 },
  ])
  expect(board.changes(['ABC 12.34 0.0100', 'DEF 5.01 -0.0180'])).toEqual([
    { symbol: 'DEF', price: 5.01, change: -0.018, n: 3 },
  ])
})

it('shows on the board what the quotes said', () => {
  const market = new Market(() => 0.25)
  const { symbol, price, change } = market.next()
  const [quote] = createBoard()
    .changes(market.board())
    .filter((one) => one.symbol === symbol)
  expect(quote).toMatchObject({ symbol, price, change })
})
