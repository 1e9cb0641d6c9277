/** A number of 64 bits, of its halves. */
export const offsetOf = (low: number, high: number): bigint => (BigInt(high) << 32n) | BigInt(low)
