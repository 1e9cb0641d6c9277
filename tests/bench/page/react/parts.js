// What is shown, the same for every peer: a row, a line of a chat, a panel.
import { createElement as h, memo } from 'react'

export const Row = memo(({ id, quote }) =>
  h(
    'tr',
    { 'data-id': id, 'data-said': quote?.bid },
    h('td', null, quote?.symbol),
    h('td', null, quote?.bid),
    h('td', null, quote?.ask),
  ),
)
export const Line = memo(({ quote }) => h('li', { 'data-id': quote.n, 'data-said': quote.bid }, quote.symbol))
export const Panel = memo(({ id, quote }) =>
  h('p', { 'data-id': id, 'data-said': quote?.bid }, quote?.symbol, quote?.bid),
)

export const table = (rows) => h('table', null, h('tbody', null, rows))
export const list = (lines) =>
  h(
    'ul',
    null,
    lines.map((quote) => h(Line, { key: quote.n, quote })),
  )
export const range = (size) => Array.from({ length: size }, (_, at) => at)

/** What is to be read on the page, by its names. */
export const texts = () =>
  Object.fromEntries(
    [...document.querySelectorAll('[data-said]')].map(({ dataset }) => [dataset.id, Number(dataset.said)]),
  )
