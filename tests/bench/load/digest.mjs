/** What every peer's sink adds up: order-sensitive, of two fields of each message. */
export const addUp = (sum, n, bid) => (Math.imul(sum, 31) + n + Math.round(bid * 100)) | 0

/** Of every character that is delivered, for the pass that is checked and not measured. */
export function digest(sum, text) {
  let made = sum
  for (let at = 0; at < text.length; at++) made = (Math.imul(made, 31) + text.charCodeAt(at)) | 0
  return made
}
