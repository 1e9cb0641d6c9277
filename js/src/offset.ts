/** A number of 64 bits, of its halves. */
export const offsetOf = (low: number, high: number): bigint => (BigInt(high) << 32n) | BigInt(low)

export const halvesOf = (offset: bigint): [low: number, high: number] => [
  Number(offset & 0xffff_ffffn),
  Number(offset >> 32n),
]
