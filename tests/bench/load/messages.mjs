// What is sent: the same for every peer, made from its number alone.
const price = (n) => Math.round(10_000 + ((n * 7919) % 5003)) / 100

/** A quote of about that many bytes: small fields first, then as many levels of a book as fit. */
export function quote(n, { size = 200, keys = 500 } = {}) {
  const made = { n, key: n % keys, symbol: `S${n % keys}`, bid: price(n), ask: price(n + 1), venue: 'XETR', levels: [] }
  const level = { price: 100.25, size: 1200, orders: 7 }
  const rest = size - JSON.stringify(made).length
  for (let left = rest; left > 20; left -= 40) made.levels.push({ ...level, size: 1000 + (left % 1000) })
  return made
}

/** Bytes whose first twelve are the number and the price; the rest is a text. */
export function bytes(n, { size = 200 }, rest = Buffer.alloc(size - 12, 'hawser ')) {
  const head = Buffer.alloc(12)
  head.writeUInt32LE(n, 0)
  head.writeDoubleLE(price(n), 4)
  return Buffer.concat([head, rest])
}

/** A document of that many KB, of which each version changes a few rows. */
export function document(n, kilobytes) {
  const rows = Array.from({ length: kilobytes * 13 }, (_, row) => {
    const changed = (row + n) % 97 === 0
    return { row, text: `what is said in row ${row}`, state: changed ? `changed by ${n}` : 'as it was', at: 1_700_000 }
  })
  return { n, bid: price(n), rows }
}
